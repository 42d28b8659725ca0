import type { Sql } from '~/platform/db.server'
import { type FigureName, figureNames, type WalkFigures } from './walk-figures'

const read = 'SELECT name, level, value FROM walks_figure WHERE campaign = $1 AND name = ANY ($2::text[])'

/** A walk's figures as of the last fold; everything is 0 before the first card. Costs the same however many scans are stored. */
export async function readFigures(sql: Sql, campaign: string): Promise<WalkFigures> {
  const figures: WalkFigures = { cards: {}, stamps: {}, started: {}, finished: {}, completed: {} }
  const rows = await sql.query<{ name: FigureName; level: string; value: number }>(read, [
    campaign,
    figureNames,
  ])
  for (const { name, level, value } of rows) figures[name][level] = value
  return figures
}
