import type { Database } from '~/platform/db.server'
import { type Framed, type Frames, openFrames } from '~/platform/open-frames.server'
import { readFigures } from './read-figures.server'
import { figureNames } from './walk-figures'

/** Each walk's figures for everybody, in all and without any person. Moves with every fold (NOTIFY `walk`). */
export type FiguresFeed = Frames<Framed>

const known = `
  SELECT w.campaign FROM walks_walk w JOIN campaigns_campaign c ON c.slug = w.campaign AND c.state <> 'draft' WHERE w.campaign = $1`

/** Nothing for a campaign without a walk, and for a draft. `event: figures`; the id names exactly these figures. */
export function openFiguresFeed(db: Database, now: () => number = Date.now): Promise<FiguresFeed> {
  async function read(campaign: string): Promise<Framed | null> {
    const [walk] = await db.query(known, [campaign])
    if (!walk) return null
    const figures = await readFigures(db, campaign)
    const sums = figureNames.map((name) => figures[name]['*'] ?? 0)
    const id = sums.join('-')
    const told = Object.fromEntries(figureNames.map((name, n) => [name, sums[n]]))
    const json = JSON.stringify({ campaign, ...told })
    return { id, frame: Buffer.from(`id: ${id}\nevent: figures\ndata: ${json}\n\n`) }
  }
  return openFrames({ db, channel: 'walk', read, now })
}
