import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { type AssistanceErrors, readAssistanceForm } from './assistance'

const known = `
  SELECT EXISTS (SELECT FROM projects_project WHERE key = $1 AND kind = 'assistance') AS project,
         EXISTS (SELECT FROM ledger_fund WHERE slug = $2 AND slug NOT IN ('suspense', 'payment-costs')) AS fund`
const insert = `
  INSERT INTO stewardship_assistance_batch (id, project, fund, title, paid_on, entered_by, entered_name)
  VALUES ($1::uuid, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING RETURNING id`

/**
 * Begins a batch of cases that are paid together out of one fund. Sent twice it begins once. Refuses `not-allowed`, `invalid` (with the
 * fields' faults).
 */
export async function openAssistance(
  db: Database,
  by: Actor,
  { id, text, today }: { id: string; text: (name: string) => string; today: Day },
): Promise<Outcome<{ id: string }, 'not-allowed' | 'invalid'> & { errors?: AssistanceErrors }> {
  if (!can(by, 'assistance.enter', { fund: text('fund') })) return { ok: false, reason: 'not-allowed' }
  const read = readAssistanceForm(text, today)
  if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
  if (!isUuid(id)) return { ok: false, reason: 'invalid', errors: { formId: 'missing' } }
  const { title, project, fund, paidOn } = read.draft
  return db.transaction(async (tx) => {
    const [there] = await tx.query<{ project: boolean; fund: boolean }>(known, [project, fund])
    const unknown = there!.project ? 'fund' : 'project'
    if (!there!.project || !there!.fund)
      return { ok: false, reason: 'invalid', errors: { [unknown]: 'unknown-place' } }
    const made = await tx.query(insert, [id, project, fund, title, paidOn, by.id, by.name])
    if (made.length === 0) return { ok: true, id }
    const after = { project, fund, paidOn }
    await recordAct(tx, { by, action: 'assistance.open', subject: { kind: 'assistance', id }, after })
    return { ok: true, id }
  })
}
