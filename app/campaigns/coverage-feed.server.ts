import { contentTag } from '~/platform/content-tag.server'
import type { Database } from '~/platform/db.server'
import { log } from '~/platform/log.server'
import type { CoveragePage } from './coverage'
import { listCoverage } from './list-coverage.server'

/** The newest posts of one campaign with what every open page is sent, written out once. */
export interface CoverageSnapshot extends CoveragePage {
  /** Names exactly these posts as they stand. */
  id: string
  /** The server-sent event. */
  frame: Buffer
}

interface Entry {
  at: number
  snapshot: Promise<CoverageSnapshot | null>
  /** It was changed after the reading had begun. */
  stale: boolean
}
type Reader = (newest: CoverageSnapshot) => void

/** A notice may be lost with its connection; after this much a page that is opened shows what stands there all the same. */
const longestKeptMs = 30_000

/**
 * Keeps each campaign's newest posts in memory and hands them on: thousands of readers cost one query a change. A NOTIFY on
 * channel `coverage`, sent by whoever changes a post, reaches every web process.
 */
export interface CoverageFeed {
  /** Null for a campaign that does not exist or is a draft. */
  find(campaign: string): Promise<CoverageSnapshot | null>
  subscribe(campaign: string, reader: Reader): () => void
  stop(): Promise<void>
}

export async function openCoverageFeed(
  db: Database,
  streamOrigins: readonly string[],
  now: () => number = Date.now,
): Promise<CoverageFeed> {
  const kept = new Map<string, Entry>()
  const readers = new Map<string, Set<Reader>>()

  async function read(campaign: string): Promise<CoverageSnapshot | null> {
    const [known] = await db.query(
      `SELECT slug FROM campaigns_campaign WHERE slug = $1 AND state <> 'draft'`,
      [campaign],
    )
    if (!known) return null
    const page = await listCoverage(db, { campaign, streamOrigins })
    const json = JSON.stringify(page)
    const id = contentTag(json)
    return { ...page, id, frame: Buffer.from(`id: ${id}\nevent: coverage\ndata: ${json}\n\n`) }
  }

  async function find(campaign: string): Promise<CoverageSnapshot | null> {
    let entry = kept.get(campaign)
    if (!entry || now() - entry.at >= longestKeptMs) {
      entry = { at: now(), snapshot: read(campaign), stale: false }
      kept.set(campaign, entry)
    }
    const found = await entry.snapshot.catch((error) => {
      forget(campaign, entry)
      throw error
    })
    // A wrong address is not kept: anybody can make up any number of them.
    if (!found) forget(campaign, entry)
    // What changed while it was read may not be in it, and whoever asked is told of later changes only.
    return entry.stale ? find(campaign) : found
  }
  const forget = (campaign: string, entry: Entry) => {
    if (kept.get(campaign) === entry) kept.delete(campaign)
  }

  async function tell(campaign: string) {
    const waiting = readers.get(campaign)
    if (!waiting) return
    const newest = await find(campaign)
    if (newest) for (const reader of [...waiting]) reader(newest)
  }
  const complain = (error: Error) => log.warn({ err: error.message }, 'live coverage could not be read')

  /** An empty notice comes after a lost connection: any campaign may have changed meanwhile. */
  const unlisten = await db.listen('coverage', (campaign) => {
    const changed = campaign === '' ? [...new Set([...kept.keys(), ...readers.keys()])] : [campaign]
    for (const each of changed) {
      const entry = kept.get(each)
      if (entry) entry.stale = true
      kept.delete(each)
      tell(each).catch(complain)
    }
  })

  return {
    find,
    subscribe(campaign, reader) {
      const set = readers.get(campaign) ?? new Set()
      readers.set(campaign, set.add(reader))
      return () => {
        set.delete(reader)
        if (set.size === 0 && readers.get(campaign) === set) readers.delete(campaign)
      }
    },
    stop: unlisten,
  }
}
