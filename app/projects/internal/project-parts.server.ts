import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Contract, Instalment } from '../contract'
import type { Indicator } from '../indicator'
import type { Milestone } from '../milestone'
import type { OpenCall } from '../open-call'
import type { ProjectOutput } from '../output'
import type { Partner } from '../partner'
import type { Candidate, Procurement } from '../procurement'
import type { Amendment } from '../project'

/** Whoever was a partner on any day of the period, once; those who left in it stand first. */
export async function partnersOf(sql: Sql, key: string, { from, to }: { from: Day; to: Day }) {
  const rows = await sql.query<Partner>(
    `SELECT name_zh AS "nameZh", name_en AS "nameEn", from_on AS "fromOn", left_on AS "leftOn" FROM projects_partner
      WHERE project = $1 AND coalesce(from_on <= $3::date, true) AND coalesce(left_on > $2::date, true)
      ORDER BY left_on NULLS LAST, position, id`,
    [key, from, to],
  )
  // Who left and came back has two rows.
  return rows.filter((row, n) => !rows.slice(n + 1).some(({ nameZh }) => nameZh === row.nameZh))
}

export const amendmentsOf = (sql: Sql, key: string) =>
  sql.query<Amendment>(
    `SELECT what, before, after, reason_zh AS "reasonZh", reason_en AS "reasonEn", amended_on AS "on"
       FROM projects_amendment WHERE project = $1 ORDER BY amended_on, at, id`,
    [key],
  )

export const milestonesOf = (sql: Sql, key: string, to: Day) =>
  sql.query<Milestone>(
    `SELECT id::text, kind, title_zh AS "titleZh", title_en AS "titleEn", due_on AS "dueOn",
            CASE WHEN met_on <= $2::date THEN met_on END AS "metOn", CASE WHEN dropped_on <= $2::date THEN dropped_on END AS "droppedOn",
            dropped_why_zh AS "droppedWhyZh", dropped_why_en AS "droppedWhyEn", evidence, evidence_name AS "evidenceName"
       FROM projects_milestone WHERE project = $1 ORDER BY position, id`,
    [key, to],
  )

/** What was counted from `from` on, and in all, both through `to`; what was taken back takes itself off, on the day of the count. */
export const indicatorsOf = (sql: Sql, key: string, { from, to }: { from: Day; to: Day }) =>
  sql.query<Indicator & { count: bigint }>(
    `SELECT i.key, i.name_zh AS "nameZh", i.name_en AS "nameEn", i.unit_zh AS "unitZh", i.unit_en AS "unitEn", i.target,
            coalesce(sum(c.count) FILTER (WHERE c.counted_on >= $2::date), 0)::bigint AS count,
            coalesce(sum(c.count), 0)::bigint AS total
       FROM projects_indicator i
       LEFT JOIN projects_count c ON c.project = i.project AND c.indicator = i.key AND c.counted_on <= $3::date
      WHERE i.project = $1 GROUP BY i.project, i.key ORDER BY i.position, i.key`,
    [key, from, to],
  )

export async function contractsOf(sql: Sql, key: string, to: Day): Promise<Contract[]> {
  const contracts = await sql.query<Omit<Contract, 'instalments'>>(
    `SELECT id::text, number, partner, title_zh AS "titleZh", title_en AS "titleEn", signed_on AS "signedOn", from_on AS "fromOn",
            to_on AS "toOn", total_fen AS "totalFen", yearly_fen AS "yearlyFen",
            CASE WHEN cancelled_on <= $2::date THEN cancelled_on END AS "cancelledOn",
            CASE WHEN cancelled_on <= $2::date THEN cancelled_why_zh ELSE '' END AS "cancelledWhyZh",
            CASE WHEN cancelled_on <= $2::date THEN cancelled_why_en ELSE '' END AS "cancelledWhyEn"
       FROM projects_contract WHERE project = $1 AND signed_on <= $2::date ORDER BY signed_on, number`,
    [key, to],
  )
  const rows = await sql.query<Instalment & { contract: string }>(
    `SELECT i.contract::text, i.no, i.title_zh AS "titleZh", i.title_en AS "titleEn", i.amount_fen AS "amountFen",
            i.milestone::text, CASE WHEN i.paid_on <= $2::date THEN i.paid_on END AS "paidOn", i.paid_note AS "paidNote"
       FROM projects_instalment i JOIN projects_contract c ON c.id = i.contract WHERE c.project = $1 ORDER BY i.no`,
    [key, to],
  )
  return contracts.map((one) => ({
    ...one,
    instalments: rows.filter((row) => row.contract === one.id).map(({ contract: _, ...row }) => row),
  }))
}

/** Those that were known by `to`; one decided later has no winner yet. */
export async function procurementsOf(sql: Sql, key: string, to: Day): Promise<Procurement[]> {
  const found = await sql.query<Omit<Procurement, 'candidates'>>(
    `SELECT id::text, role_zh AS "roleZh", role_en AS "roleEn", method, announced_on AS "announcedOn",
            CASE WHEN decided_on <= $2::date THEN decided_on END AS "decidedOn", reason_zh AS "reasonZh", reason_en AS "reasonEn"
       FROM projects_procurement
      WHERE project = $1 AND coalesce(announced_on, decided_on, '-infinity'::date) <= $2::date ORDER BY position, id`,
    [key, to],
  )
  const rows = await sql.query<Candidate & { procurement: string }>(
    `SELECT c.procurement::text, c.name, c.price_fen AS "priceFen", c.winner
       FROM projects_candidate c JOIN projects_procurement p ON p.id = c.procurement WHERE p.project = $1 ORDER BY c.position`,
    [key],
  )
  return found.map((one) => ({
    ...one,
    candidates: rows
      .filter((row) => row.procurement === one.id)
      .map(({ name, priceFen, winner }) => ({ name, priceFen, winner: winner && one.decidedOn !== null })),
  }))
}

export const callsOf = (sql: Sql, key: string, to: Day) =>
  sql.query<OpenCall>(
    `SELECT c.id::text, c.title_zh AS "titleZh", c.title_en AS "titleEn", c.opens_on AS "opensOn", c.closes_on AS "closesOn",
            c.places, (count(a.id) FILTER (WHERE a.received_on <= $2::date))::int AS received,
            (count(a.id) FILTER (WHERE a.selected_on <= $2::date OR EXISTS (
               SELECT FROM projects_selection_taken_back b
                WHERE b.application = a.id AND b.selected_on <= $2::date AND b.taken_on > $2::date)))::int AS selected
       FROM projects_call c LEFT JOIN projects_application a ON a.call = c.id
      WHERE c.project = $1 AND c.opens_on <= $2::date GROUP BY c.id ORDER BY c.opens_on, c.id`,
    [key, to],
  )

export const outputsOf = (sql: Sql, key: string, to: Day) =>
  sql.query<ProjectOutput>(
    `SELECT id::text, kind, title_zh AS "titleZh", title_en AS "titleEn", identifier, published_on AS "publishedOn"
       FROM projects_output WHERE project = $1 AND (published_on IS NULL OR published_on <= $2::date)
      ORDER BY published_on NULLS LAST, title_zh, id`,
    [key, to],
  )
