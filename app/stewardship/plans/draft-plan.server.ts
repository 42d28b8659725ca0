import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { Evidence } from '~/platform/files/store-evidence.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { canForAll } from './internal/plan-row.server'
import { addFile, findUnknown, sumOf, writeParts } from './internal/write-parts.server'
import { type PlanErrors, readPlanForm } from './plan-form'

const takeNumber = `
  INSERT INTO stewardship_plan_year (year, last) VALUES ($1, 1)
  ON CONFLICT (year) DO UPDATE SET last = stewardship_plan_year.last + 1 RETURNING last`
const insert = `
  INSERT INTO stewardship_plan (id, number, project, title_zh, title_en, purpose_zh, purpose_en, category, beneficiaries,
                                from_on, to_on, filed_by, filed_name, amount_fen, created_at)
  VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10::date, $11::date, $12, $13, $14, clock_timestamp())`

/**
 * Begins a usage plan: a manager for their own funds only, each of them. It gets the next number of the year of `today`. Sent twice it
 * begins once. Refuses `not-allowed`, `invalid` (with the fields' faults).
 */
export async function draftPlan(
  db: Database,
  by: Actor,
  asked: { id: string; text: (name: string) => string; file?: Evidence | null; today: Day },
): Promise<Outcome<{ id: string; number: string }, 'not-allowed' | 'invalid'> & { errors?: PlanErrors }> {
  const { id, text, file, today } = asked
  if (by.kind === 'software' || !canForAll(by, 'plan.file', [])) return { ok: false, reason: 'not-allowed' }
  const read = readPlanForm(text)
  if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
  const { draft } = read
  const funds = draft.sources.map(({ fund }) => fund)
  if (!canForAll(by, 'plan.file', funds)) return { ok: false, reason: 'not-allowed' }
  if (!isUuid(id)) return { ok: false, reason: 'invalid', errors: { formId: 'missing' } }
  return db.transaction(async (tx) => {
    const unknown = await findUnknown(tx, draft)
    if (Object.keys(unknown).length > 0) return { ok: false, reason: 'invalid', errors: unknown }
    const year = Number(today.slice(0, 4))
    // Whoever takes a number holds the year: the same form sent twice at once stands in a row here.
    const [taken] = await tx.query<{ last: number }>(takeNumber, [year])
    const [before] = await tx.query<{ number: string }>(
      'SELECT number FROM stewardship_plan WHERE id = $1::uuid',
      [id],
    )
    if (before) {
      await tx.query('UPDATE stewardship_plan_year SET last = last - 1 WHERE year = $1', [year])
      return { ok: true, id, number: before.number }
    }
    const number = `SY${year}-${String(taken!.last).padStart(4, '0')}`
    const texts = [draft.titleZh, draft.titleEn, draft.purposeZh, draft.purposeEn, draft.category]
    const about = [draft.beneficiaries, draft.fromOn, draft.toOn, by.id, by.name, sumOf(draft)]
    await tx.query(insert, [id, number, draft.project, ...texts, ...about])
    await writeParts(tx, id, draft)
    if (file) await addFile(tx, id, file)
    const after = { number, amountFen: sumOf(draft), funds }
    await recordAct(tx, { by, action: 'plan.draft', subject: { kind: 'plan', id }, after })
    return { ok: true, id, number }
  })
}
