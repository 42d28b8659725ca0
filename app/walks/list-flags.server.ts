import type { Sql } from '~/platform/db.server'
import type { Flag } from './flag'

const pageSize = 50

/** Where a page of flags begins: after this one. */
export interface FlagKey {
  raisedAt: number
  card: string
  place: string
  reason: string
}

const list = (decided: boolean) => `
  SELECT f.card, f.place, f.reason, (extract(epoch FROM f.raised_at) * 1000)::bigint AS "raisedAt", f.decision,
         f.decided_by AS "decidedBy", w.bib, w.level,
         (SELECT coalesce(json_agg(json_build_object('place', s.place, 'trust', s.trust, 'voided', s.voided,
                   'at', (extract(epoch FROM s.happened_at) * 1000)::bigint) ORDER BY s.happened_at, s.place), '[]')
            FROM walks_stamp s WHERE s.card = f.card) AS line
    FROM walks_flag f LEFT JOIN walks_card c ON c.id = f.card LEFT JOIN walks_walker w ON w.id = c.walker_id
   WHERE f.campaign = $1 AND f.decision IS ${decided ? 'NOT NULL' : 'NULL'}
     AND ($2::timestamptz IS NULL OR (f.raised_at, f.card, f.place, f.reason) > ($2, $3::text, $4::text, $5::text))
   ORDER BY f.raised_at, f.card, f.place, f.reason LIMIT ${pageSize + 1}`

/** What rules found unlikely: waiting for a person, or decided; oldest first, paged by key. */
export async function listFlags(
  sql: Sql,
  campaign: string,
  { view, after }: { view: 'waiting' | 'decided'; after?: FlagKey },
): Promise<{ flags: Flag[]; next: FlagKey | null }> {
  const from = after
    ? [new Date(after.raisedAt), after.card, after.place, after.reason]
    : [null, null, null, null]
  const rows = await sql.query<Omit<Flag, 'raisedAt'> & { raisedAt: bigint }>(list(view === 'decided'), [
    campaign,
    ...from,
  ])
  const flags = rows.slice(0, pageSize).map((row) => ({ ...row, raisedAt: Number(row.raisedAt) }))
  const last = flags.at(-1)
  return { flags, next: rows.length > pageSize && last ? last : null }
}
