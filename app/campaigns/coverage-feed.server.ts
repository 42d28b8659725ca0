import { contentTag } from '~/platform/content-tag.server'
import type { Database } from '~/platform/db.server'
import { type Framed, type Frames, openFrames } from '~/platform/open-frames.server'
import type { CoveragePage } from './coverage'
import { listCoverage } from './list-coverage.server'

/** The newest posts of one campaign with what every open page is sent, written out once. */
export interface CoverageSnapshot extends CoveragePage, Framed {}

/** Each campaign's newest posts. Whoever changes a post says NOTIFY on channel `coverage`. Nothing for a draft. */
export type CoverageFeed = Frames<CoverageSnapshot>

export function openCoverageFeed(
  db: Database,
  streamOrigins: readonly string[],
  now: () => number = Date.now,
): Promise<CoverageFeed> {
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
  return openFrames({ db, channel: 'coverage', read, now })
}
