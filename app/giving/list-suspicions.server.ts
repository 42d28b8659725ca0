import type { Sql } from '~/platform/db.server'
import type { Suspicion } from './suspicion'

export const suspicionViews = ['open', 'decided'] as const
export type SuspicionView = (typeof suspicionViews)[number]
export interface SuspicionKey {
  foundAt: Date
  id: string
}

const columns = `
  s.id::text AS id, s.kind, s.campaign, s.facts, s.state, s.decisions, s.found_at AS "foundAt",
  (SELECT coalesce(json_agg(json_build_object('verdict', d.verdict, 'reason', d.reason, 'consequence', d.consequence,
            'decidedName', d.decided_name, 'decidedAt', d.decided_at) ORDER BY d.id DESC), '[]')
     FROM giving_suspicion_decision d WHERE d.suspicion_id = s.id) AS history`
/** What waits longest first; what was decided, the latest found first. */
const list = {
  open: `SELECT ${columns} FROM giving_suspicion s
          WHERE s.state = 'open' AND ($1::timestamptz IS NULL OR (s.found_at, s.id) > ($1::timestamptz, $2::uuid))
          ORDER BY s.found_at, s.id LIMIT $3`,
  decided: `SELECT ${columns} FROM giving_suspicion s
             WHERE s.state <> 'open' AND ($1::timestamptz IS NULL OR (s.found_at, s.id) < ($1::timestamptz, $2::uuid))
             ORDER BY s.found_at DESC, s.id DESC LIMIT $3`,
}

/** One page of suspicions, with all that was ever decided about each. */
export async function listSuspicions(
  sql: Sql,
  { view, after, limit = 20 }: { view: SuspicionView; after?: SuspicionKey; limit?: number },
): Promise<{ rows: Suspicion[]; next: SuspicionKey | null }> {
  const found = await sql.query<Suspicion>(list[view], [after?.foundAt ?? null, after?.id ?? null, limit + 1])
  const rows = found.slice(0, limit).map((row) => ({
    ...row,
    history: row.history.map((d) => ({ ...d, decidedAt: new Date(d.decidedAt) })),
  }))
  const last = rows.at(-1)
  return { rows, next: found.length > limit && last ? { foundAt: last.foundAt, id: last.id } : null }
}
