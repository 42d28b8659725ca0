import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Evidence } from '~/platform/files/store-evidence.server'
import type { Outcome } from '~/platform/outcome'
import { canForAll, planRow } from './internal/plan-row.server'
import { addFile, findUnknown, sumOf, writeParts } from './internal/write-parts.server'
import { type PlanErrors, readPlanForm } from './plan-form'

export type EditPlanRefusal =
  | 'not-allowed'
  | 'unknown-plan'
  | 'not-open'
  | 'changed-meanwhile'
  | 'too-many-files'
  | 'invalid'
const update = `
  UPDATE stewardship_plan SET project = $2, title_zh = $3, title_en = $4, purpose_zh = $5, purpose_en = $6, category = $7,
         beneficiaries = $8, from_on = $9::date, to_on = $10::date, amount_fen = $11, version = version + 1
   WHERE id = $1::uuid`

/**
 * Changes a plan that is not handed in, or was returned. `version` is the one that was looked at. Refuses `not-allowed`,
 * `unknown-plan`, `not-open` (handed in), `changed-meanwhile` (somebody saved it since), `too-many-files`, `invalid` (with the fields'
 * faults).
 */
export async function editPlan(
  db: Database,
  by: Actor,
  asked: { planId: string; version: number; text: (name: string) => string; file?: Evidence | null },
): Promise<Outcome<{ version: number }, EditPlanRefusal> & { errors?: PlanErrors }> {
  const { planId, version, text, file } = asked
  return db.transaction(async (tx) => {
    const plan = await planRow(tx, planId, 'lock')
    if (by.kind === 'software' || !canForAll(by, 'plan.file', plan?.funds ?? []))
      return { ok: false, reason: 'not-allowed' }
    if (!plan) return { ok: false, reason: 'unknown-plan' }
    if (plan.state !== 'draft' && plan.state !== 'returned') return { ok: false, reason: 'not-open' }
    if (plan.version !== version) return { ok: false, reason: 'changed-meanwhile' }
    const read = readPlanForm(text)
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const { draft } = read
    const funds = draft.sources.map((source) => source.fund)
    if (!canForAll(by, 'plan.file', funds)) return { ok: false, reason: 'not-allowed' }
    const unknown = await findUnknown(tx, draft)
    if (Object.keys(unknown).length > 0) return { ok: false, reason: 'invalid', errors: unknown }
    if (file && !(await addFile(tx, planId, file))) return { ok: false, reason: 'too-many-files' }
    const texts = [draft.titleZh, draft.titleEn, draft.purposeZh, draft.purposeEn, draft.category]
    const about = [draft.beneficiaries, draft.fromOn, draft.toOn, sumOf(draft)]
    await tx.query(update, [planId, draft.project, ...texts, ...about])
    await writeParts(tx, planId, draft)
    const after = { amountFen: sumOf(draft), funds, version: version + 1 }
    await recordAct(tx, {
      by,
      action: 'plan.edit',
      subject: { kind: 'plan', id: planId },
      before: { amountFen: plan.amountFen, funds: plan.funds },
      after,
    })
    return { ok: true, version: version + 1 }
  })
}
