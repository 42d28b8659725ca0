import type { Sql } from '~/platform/db.server'
import { findMissing } from './internal/missing-query'
import type { Missing, MissingOf } from './missing'

/** Who is looked for, as bib numbers and where they were last seen: names and phones are `lookAtMissing`'s to show. */
export async function listMissing(
  sql: Sql,
  campaign: string,
  which: MissingOf,
  now: Date,
): Promise<Missing[]> {
  const found = await findMissing(sql, campaign, which, now)
  return found.map(({ walkerId, bib, level, unit, state, lastPlace, lastAt }) => ({
    ...{ walkerId, bib, level, unit, state, lastPlace, lastAt },
  }))
}
