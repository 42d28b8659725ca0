/** Something that a phone made and the server is to know. It leaves the queue only by the server's answer. */
export interface OutboxEntry<Item, Answer = unknown> {
  id: string
  item: Item
  /** Milliseconds since 1970 by the phone's clock: the order they are sent in. */
  putAt: number
  /** waiting: to be sent · kept: the server has it · refused: the server will never take it, and said why. */
  state: 'waiting' | 'kept' | 'refused'
  answer?: Answer
}

/** Where entries lie: IndexedDB on a phone (open-phone-store.ts). A write resolves once it is safe, and throws when it is not. */
export interface OutboxStore<Entry> {
  /** What stands there under the same id stays. */
  add(entry: Entry): Promise<void>
  replace(entries: Entry[]): Promise<void>
  all(): Promise<Entry[]>
  remove(ids: string[]): Promise<void>
}

export interface Outbox<Item, Answer = unknown> {
  /** `stored`: it survives whatever comes. `in-memory`: the phone's storage is full or closed; it lasts as long as this page. */
  put(id: string, item: Item, now?: number): Promise<'stored' | 'in-memory'>
  /** All entries, the earliest first. */
  list(): Promise<OutboxEntry<Item, Answer>[]>
  /** Writes down what the server answered. What is kept never goes back to refused, whichever tab hears what first. */
  mark(answers: { id: string; state: 'kept' | 'refused'; answer: Answer }[]): Promise<void>
  /** Takes away what the server has; what waits stays whatever is asked. */
  forget(ids: string[]): Promise<void>
}

/** A queue over a store that may be full: what cannot be stored is held in memory, sent like the rest, and stored when there is room. */
export function openOutbox<Item, Answer = unknown>(
  store: OutboxStore<OutboxEntry<Item, Answer>>,
): Outbox<Item, Answer> {
  type Entry = OutboxEntry<Item, Answer>
  const held = new Map<string, Entry>()

  /** Writes; what the store does not take stays in memory. */
  async function write(entries: Entry[], how: (entries: Entry[]) => Promise<void>): Promise<boolean> {
    try {
      await how(entries)
      for (const { id } of entries) held.delete(id)
      return true
    } catch {
      for (const entry of entries) held.set(entry.id, entry)
      return false
    }
  }

  async function list(): Promise<Entry[]> {
    const stored = await store.all().catch(() => [])
    const byId = new Map([...stored, ...held.values()].map((entry) => [entry.id, entry]))
    return [...byId.values()].sort((a, b) => a.putAt - b.putAt || (a.id < b.id ? -1 : 1))
  }

  return {
    list,
    async put(id, item, now = Date.now()) {
      const entry: Entry = { id, item, putAt: now, state: 'waiting' }
      const stored = await write([entry], ([only]) => store.add(only!))
      if (stored && held.size > 0) await write([...held.values()], (all) => store.replace(all))
      return stored ? 'stored' : 'in-memory'
    },
    async mark(answers) {
      const now = new Map((await list()).map((entry) => [entry.id, entry]))
      const changed = answers.flatMap(({ id, state, answer }): Entry[] => {
        const entry = now.get(id)
        return entry && entry.state !== 'kept' ? [{ ...entry, state, answer }] : []
      })
      if (changed.length > 0) await write(changed, (all) => store.replace(all))
    },
    async forget(ids) {
      const wanted = new Set(ids)
      const gone = (await list())
        .filter(({ id, state }) => wanted.has(id) && state !== 'waiting')
        .map(({ id }) => id)
      for (const id of gone) held.delete(id)
      await store.remove(gone)
    },
  }
}
