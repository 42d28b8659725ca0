import type { Sql } from '~/platform/db.server'
import type { SuspicionFacts, SuspicionKind } from './suspicion'

export interface FoundSuspicion {
  kind: SuspicionKind
  /** The same kind and key is found once, whatever was decided about it. */
  key: string
  campaign: string | null
  facts: SuspicionFacts
}

const keep = `
  INSERT INTO giving_suspicion (kind, key, campaign, facts)
  SELECT f.kind, f.key, f.campaign, f.facts FROM jsonb_to_recordset($1::jsonb) AS f (kind text, key text, campaign text, facts jsonb)
  ON CONFLICT (kind, key) DO NOTHING RETURNING 1`

/** Puts what was found into the queue, where it waits for a person; what was found before is not found again. Answers how many are new. */
export async function keepSuspicions(sql: Sql, found: readonly FoundSuspicion[]): Promise<number> {
  if (found.length === 0) return 0
  return (await sql.query(keep, [JSON.stringify(found)])).length
}
