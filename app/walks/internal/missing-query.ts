import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import { overdueBefore } from '../board'
import type { MissingContact, MissingKey, MissingOf, MissingPage } from '../missing'

const pageSize = 50
/** Whoever never started stands behind those who are out; whoever has no number behind those who have one. */
const never = `'infinity'::timestamptz`
const noBib = 2_147_483_647

const columns = `
  w.id AS "walkerId", w.bib, w.level, u.name AS unit, CASE WHEN c.started_at IS NULL THEN 'not-started' WHEN c.unsure THEN 'poster-only' ELSE 'on-the-way' END AS state,
  (extract(epoch FROM c.finished_at) * 1000)::bigint AS "finishedAt",
  c.last_place AS "lastPlace", (extract(epoch FROM c.last_at) * 1000)::bigint AS "lastAt", w.name, w.minor, p.contact_phone AS phone,
  w.emergency_name AS "emergencyName", w.emergency_phone AS "emergencyPhone", coalesce(c.last_at, ${never}) AS seen,
  coalesce(w.bib, ${noBib}) AS number`
const cards = `
  SELECT ${columns} FROM walks_card c JOIN walks_walker w ON w.id = c.walker_id JOIN walks_party p ON p.id = w.party_id
    LEFT JOIN walks_unit u ON u.id = w.unit_id WHERE c.campaign = $1 AND c.walker_id IS NOT NULL`
const overdue = `${cards} AND ((c.started_at IS NOT NULL AND c.finished_at IS NULL) OR c.unsure)
     AND c.last_at < (SELECT CASE WHEN $2::timestamptz >= back_by THEN 'infinity' ELSE $3::timestamptz END
                        FROM walks_walk WHERE campaign = $1)`
/** Whoever only the finish's poster has seen, from the moment on. */
const posterOnly = `${cards} AND c.unsure AND $2::text IS NULL AND $3::text IS NULL`
const ofUnit = `
  SELECT ${columns} FROM walks_walker w JOIN walks_party p ON p.id = w.party_id JOIN walks_unit u ON u.id = w.unit_id
    LEFT JOIN walks_card c ON c.walker_id = w.id
   WHERE w.campaign = $1 AND w.unit_id = $2::uuid AND $3::text IS NULL
     AND (w.state = 'registered' OR c.started_at IS NOT NULL) AND (c.finished_at IS NULL OR c.unsure)`
const page = (all: string) => `
  WITH found AS (${all})
  SELECT f.*, (SELECT count(*)::int FROM found) AS "all" FROM (SELECT) one LEFT JOIN (
    SELECT * FROM found WHERE $4::uuid IS NULL OR (seen, number, "walkerId") > (coalesce($5::timestamptz, ${never}), $6::int, $4)
     ORDER BY seen, number, "walkerId" LIMIT ${pageSize + 1}) f ON true
   ORDER BY f.seen, f.number, f."walkerId"`
const nameOfUnit = 'SELECT name FROM walks_unit WHERE campaign = $1 AND id = $2::uuid'

type Row = Omit<MissingContact, 'lastAt' | 'finishedAt' | 'walkerId'> & {
  walkerId: string | null
  lastAt: bigint | null
  finishedAt: bigint | null
  seen: Date
  number: number
  all: number
}

const numberOf = (ms: bigint | null) => (ms === null ? null : Number(ms))

/** Whoever has been out longest first; of a unit then those who never started. A page of fifty, and how many there are in all. */
export async function findMissing(
  sql: Sql,
  campaign: string,
  { after, now, ...which }: { after: MissingKey | null; now: Date } & MissingOf,
): Promise<MissingPage<MissingContact>> {
  if (which.of === 'unit' && !isUuid(which.unit)) return { missing: [], next: null, all: 0, unit: null }
  const silent = overdueBefore(now.getTime(), Number.POSITIVE_INFINITY)
  const [statement, values] =
    which.of === 'unit'
      ? [ofUnit, [which.unit, null]]
      : which.of === 'poster'
        ? [posterOnly, [null, null]]
        : [overdue, [now, new Date(silent)]]
  const seen = after?.lastAt == null ? null : new Date(after.lastAt)
  const from = [after?.walkerId ?? null, seen, after?.bib ?? noBib]
  const rows = await sql.query<Row>(page(statement), [campaign, ...values, ...from])
  const [unit] =
    which.of === 'unit' ? await sql.query<{ name: string }>(nameOfUnit, [campaign, which.unit]) : []
  const found = rows.flatMap(({ seen: _, number: __, all: ___, walkerId, lastAt, finishedAt, ...row }) =>
    walkerId === null
      ? []
      : [{ ...row, walkerId, lastAt: numberOf(lastAt), finishedAt: numberOf(finishedAt) }],
  )
  const missing = found.slice(0, pageSize)
  const next = found.length > pageSize ? missing.at(-1)! : null
  return { missing, next, all: rows[0]?.all ?? 0, unit: unit?.name ?? null }
}
