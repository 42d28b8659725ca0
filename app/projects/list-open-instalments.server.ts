import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

export interface OpenInstalment {
  contract: string
  number: string
  partner: string
  no: number
  titleZh: string
  titleEn: string
  amountFen: Fen
  /** The milestone that has to be met first; null for none. */
  awaits: { titleZh: string; titleEn: string; metOn: Day | null } | null
}

const list = `
  SELECT i.contract::text, c.number, c.partner, i.no, i.title_zh AS "titleZh", i.title_en AS "titleEn", i.amount_fen AS "amountFen",
         m.id::text AS milestone, m.title_zh AS "awaitsZh", m.title_en AS "awaitsEn", m.met_on AS "metOn"
    FROM projects_instalment i JOIN projects_contract c ON c.id = i.contract LEFT JOIN projects_milestone m ON m.id = i.milestone
   WHERE c.project = $1 AND i.paid_on IS NULL AND c.cancelled_on IS NULL ORDER BY c.signed_on, c.number, i.no LIMIT 200`
interface Row extends Omit<OpenInstalment, 'awaits'> {
  milestone: string | null
  awaitsZh: string
  awaitsEn: string
  metOn: Day | null
}

/** Instalments of a project's contracts (not of cancelled ones) that nobody has paid, for whoever pays: those that wait for a milestone say for which. */
export async function listOpenInstalments(sql: Sql, project: string): Promise<OpenInstalment[]> {
  const rows = await sql.query<Row>(list, [project])
  return rows.map(({ milestone, awaitsZh, awaitsEn, metOn, ...row }) => ({
    ...row,
    awaits: milestone === null ? null : { titleZh: awaitsZh, titleEn: awaitsEn, metOn },
  }))
}
