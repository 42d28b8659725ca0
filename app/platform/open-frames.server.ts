import { type Crowd, openCrowd } from './crowd'
import type { Database } from './db.server'
import { log } from './log.server'

/** What every reader of one thing is sent, written out once. */
export interface Framed {
  /** Names exactly what stands in the frame. */
  id: string
  /** The server-sent event. */
  frame: Buffer
}

/** The newest of one thing per key (a campaign), kept in memory and handed on to whoever waits. */
export interface Frames<Newest extends Framed> {
  /** Null for a key that there is not, or that nobody may know of. */
  find(key: string): Promise<Newest | null>
  subscribe(key: string, reader: (newest: Newest) => void): () => void
  stop(): Promise<void>
}

export interface FramesOptions<Newest extends Framed> {
  db: Database
  /** Whoever changes something says NOTIFY with its key; that reaches every web process. */
  channel: string
  /** The newest from the database; null where there is nothing to know. */
  read(key: string): Promise<Newest | null>
  now?: () => number
}

interface Entry<Newest> {
  at: number
  newest: Promise<Newest | null>
  /** It was changed after the reading had begun. */
  stale: boolean
}

/** A notice may be lost with its connection; after this much a page that is opened shows what stands there all the same. */
const longestKeptMs = 30_000

/** Thousands of readers cost one reading a change. */
export async function openFrames<Newest extends Framed>({
  db,
  channel,
  read,
  now = Date.now,
}: FramesOptions<Newest>): Promise<Frames<Newest>> {
  const kept = new Map<string, Entry<Newest>>()
  const readers = new Map<string, Crowd<Newest>>()

  async function find(key: string): Promise<Newest | null> {
    let entry = kept.get(key)
    if (!entry || now() - entry.at >= longestKeptMs) {
      entry = { at: now(), newest: read(key), stale: false }
      kept.set(key, entry)
    }
    const found = await entry.newest.catch((error) => {
      forget(key, entry)
      throw error
    })
    // A wrong address is not kept: anybody can make up any number of them.
    if (!found) forget(key, entry)
    // What changed while it was read may not be in it, and whoever asked is told of later changes only.
    return entry.stale ? find(key) : found
  }
  const forget = (key: string, entry: Entry<Newest>) => {
    if (kept.get(key) === entry) kept.delete(key)
  }

  async function tell(key: string) {
    const waiting = readers.get(key)
    if (!waiting) return
    const newest = await find(key)
    if (newest) waiting.tell(newest)
  }
  const complain = (error: Error) => log.warn({ err: error.message, channel }, 'a feed could not be read')

  /** An empty notice comes after a lost connection: anything may have changed meanwhile. */
  const unlisten = await db.listen(channel, (key) => {
    const changed = key === '' ? [...new Set([...kept.keys(), ...readers.keys()])] : [key]
    for (const each of changed) {
      const entry = kept.get(each)
      if (entry) entry.stale = true
      kept.delete(each)
      tell(each).catch(complain)
    }
  })

  return {
    find,
    subscribe(key, reader) {
      const crowd = readers.get(key) ?? openCrowd()
      readers.set(key, crowd)
      const leave = crowd.add(reader)
      return () => {
        leave()
        if (crowd.size() === 0 && readers.get(key) === crowd) readers.delete(key)
      }
    },
    stop: unlisten,
  }
}
