import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { PlanLine, PlanSource } from '../plan'
import type { PlanDraft } from '../plan-form'

export interface PlanFileRow {
  stored: string
  name: string
  type: string
}
type Texts = Omit<PlanDraft, 'sources' | 'lines'> & { amountFen: Fen; approvedOn: Day | null }

const texts = `
  SELECT title_zh AS "titleZh", title_en AS "titleEn", purpose_zh AS "purposeZh", purpose_en AS "purposeEn", category, project,
         beneficiaries, from_on AS "fromOn", to_on AS "toOn", amount_fen AS "amountFen", approved_on AS "approvedOn"
    FROM stewardship_plan WHERE id = $1::uuid`
const sources = `
  SELECT fund, amount_fen AS "amountFen", paid_fen AS "paidFen", returned_fen AS "returnedFen"
    FROM stewardship_plan_source WHERE plan = $1::uuid ORDER BY amount_fen DESC, fund`
const lines = `
  SELECT no, title, amount_fen AS "amountFen", paid_fen AS "paidFen" FROM stewardship_plan_line WHERE plan = $1::uuid ORDER BY no`
const files = `SELECT stored, name, type FROM stewardship_plan_file WHERE plan = $1::uuid ORDER BY at, id`

/** Everything that a plan says, of one that is there. */
export async function readParts(
  sql: Sql,
  planId: string,
): Promise<{
  draft: Omit<PlanDraft, 'sources' | 'lines'> & { sources: PlanSource[]; lines: PlanLine[] }
  approvedOn: Day | null
  files: PlanFileRow[]
}> {
  const [row] = await sql.query<Texts>(texts, [planId])
  const { amountFen: _, approvedOn, ...draft } = row!
  return {
    draft: {
      ...draft,
      sources: await sql.query<PlanSource>(sources, [planId]),
      lines: await sql.query<PlanLine>(lines, [planId]),
    },
    approvedOn,
    files: await sql.query<PlanFileRow>(files, [planId]),
  }
}
