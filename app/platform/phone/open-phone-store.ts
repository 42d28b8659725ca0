import { type IDBPDatabase, openDB } from 'idb'
import type { OutboxStore } from './outbox'

/** What a phone keeps for one app, by name. */
export interface PhoneStore {
  /** False where the browser keeps nothing (some private windows): everything lasts as long as the page. */
  lasting: boolean
  outbox<Entry extends { id: string }>(): OutboxStore<Entry>
  /** Small facts by name: the plan, the card, the chosen level. */
  read<Value>(name: string): Promise<Value | undefined>
  /** Answers whether it is safe. */
  write(name: string, value: unknown): Promise<boolean>
  /** Writes where nothing stands yet; answers what stands there now. Of two tabs one is first. */
  settle<Value>(name: string, value: Value): Promise<Value>
}

/** A power cut right after the tick must not take the stamp. */
const strictly = { durability: 'strict' } as const

/** Opens the app's own database, or a stand-in in memory where there is none. */
export async function openPhoneStore(app: string): Promise<PhoneStore> {
  try {
    return overDatabase(
      await openDB(`shanxing-${app}`, 1, {
        upgrade(db) {
          db.createObjectStore('outbox', { keyPath: 'id' })
          db.createObjectStore('facts')
        },
        // A newer version of the app waits for nobody.
        blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
      }),
    )
  } catch {
    return inMemory()
  }
}

const overDatabase = (db: IDBPDatabase): PhoneStore => ({
  lasting: true,
  outbox: <Entry extends { id: string }>(): OutboxStore<Entry> => ({
    async add(entry) {
      const tx = db.transaction('outbox', 'readwrite', strictly)
      if (!(await tx.store.getKey(entry.id))) await tx.store.put(entry)
      await tx.done
    },
    async replace(entries) {
      const tx = db.transaction('outbox', 'readwrite', strictly)
      await Promise.all([...entries.map((entry) => tx.store.put(entry)), tx.done])
    },
    all: () => db.getAll('outbox'),
    async remove(ids) {
      const tx = db.transaction('outbox', 'readwrite', strictly)
      await Promise.all([...ids.map((id) => tx.store.delete(id)), tx.done])
    },
  }),
  read: (name) => db.get('facts', name),
  async settle<Value>(name: string, value: Value) {
    try {
      const tx = db.transaction('facts', 'readwrite', strictly)
      const there: Value | undefined = await tx.store.get(name)
      if (there === undefined) await tx.store.put(value, name)
      await tx.done
      return there ?? value
    } catch {
      return value
    }
  },
  async write(name, value) {
    try {
      const tx = db.transaction('facts', 'readwrite', strictly)
      await Promise.all([tx.store.put(value, name), tx.done])
      return true
    } catch {
      return false
    }
  },
})

function inMemory(): PhoneStore {
  const facts = new Map<string, unknown>()
  return {
    lasting: false,
    outbox: () => ({
      // The outbox then holds everything itself, and says so.
      add: () => Promise.reject(new Error('this browser keeps nothing')),
      replace: () => Promise.reject(new Error('this browser keeps nothing')),
      all: async () => [],
      remove: async () => {},
    }),
    read: async <Value>(name: string) => facts.get(name) as Value | undefined,
    async write(name, value) {
      facts.set(name, value)
      return false
    },
    async settle<Value>(name: string, value: Value) {
      if (!facts.has(name)) facts.set(name, value)
      return facts.get(name) as Value
    },
  }
}
