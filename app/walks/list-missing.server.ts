import type { Sql } from '~/platform/db.server'
import { findMissing } from './internal/missing-query'
import type { Missing, MissingKey, MissingOf, MissingPage } from './missing'

/**
 * Who is looked for, as bib numbers and where they were last seen: names and phones are `lookAtMissing`'s to show. Paged by key;
 * `all` counts every page.
 */
export async function listMissing(
  sql: Sql,
  campaign: string,
  asked: { after: MissingKey | null; now: Date } & MissingOf,
): Promise<MissingPage<Missing>> {
  const page = await findMissing(sql, campaign, asked)
  const missing = page.missing.map(
    ({ walkerId, bib, level, unit, state, lastPlace, lastAt, finishedAt }) => ({
      ...{ walkerId, bib, level, unit, state, lastPlace, lastAt, finishedAt },
    }),
  )
  return { ...page, missing }
}
