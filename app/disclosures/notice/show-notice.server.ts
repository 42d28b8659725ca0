import type { Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import { compareFigures, type FigureChange } from '../publication/compare-figures'
import { compareTexts, type TextChange } from '../publication/compare-texts'
import { type FoundPublished, findPublished } from '../publication/find-published.server'

export interface VersionChanges {
  figures: FigureChange[]
  done: TextChange[]
  came: TextChange[]
}

/** What a published version changed, compared with the published one before it; null for the first. */
export async function readVersionChanges(
  sql: Sql,
  { project, period }: { project: string; period: string },
  found: FoundPublished,
  locale: Locale,
): Promise<VersionChanges | null> {
  const now = found.statement
  const earlier = found.versions.find(({ version }) => version < now.version)
  const before = earlier && (await findPublished(sql, { project, period, version: earlier.version }))
  if (!before) return null
  const was = before.statement
  return {
    figures: compareFigures(was.figures, now.figures),
    done: compareTexts(was.done[locale], now.done[locale], locale),
    came: compareTexts(was.came[locale], now.came[locale], locale),
  }
}
