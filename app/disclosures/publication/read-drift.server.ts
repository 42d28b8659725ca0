import type { Sql } from '~/platform/db.server'
import { composeStatement } from '../statement/compose-statement.server'
import type { FigureSource } from '../statement/figure-source'
import { readQuarter } from '../statement/quarter'
import { compareFigures, type FigureChange } from './compare-figures'
import { findPublished } from './find-published.server'

/** Figures whose records say something else today than the newest published statement: a correction is due. */
export async function readDrift(
  sql: Sql,
  { project, period }: { project: string; period: string },
  sources: readonly FigureSource[],
): Promise<FigureChange[]> {
  const published = await findPublished(sql, { project, period })
  if (!published) return []
  const made = await composeStatement(sql, project, readQuarter(period)!, sources)
  return compareFigures(published.statement.figures, made?.composed.figures ?? [])
}
