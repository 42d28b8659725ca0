import type { Actor } from '~/identity/actor'
import { can, canSomewhere } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { type BatchErrors, type BatchFields, readBatchForm } from './batch-form'
import { routesOf } from './internal/batch-row.server'

const insert = `
  INSERT INTO giving_batch (id, campaign, fund, place, kind, received_on, entered_by, entered_name)
  VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING RETURNING id`
const own = 'SELECT id FROM giving_batch WHERE id = $1::uuid AND entered_by = $2'

/**
 * Begins a batch of cash or cheques that came at one place on one day, for a campaign that is open or closed and not yet settled.
 * The same form sent twice begins it once. Refuses `not-allowed`, `invalid` (with the fields' faults).
 */
export async function openBatch(
  db: Database,
  by: Actor,
  { fields, today }: { fields: BatchFields; today: Day },
): Promise<Outcome<{ id: string }, 'not-allowed' | 'invalid'> & { errors?: BatchErrors }> {
  const campaign = fields.to.split(' ')[0]!
  const may = campaign === '' ? canSomewhere(by, 'offline.enter') : can(by, 'offline.enter', { campaign })
  if (by.kind === 'software' || !may) return { ok: false, reason: 'not-allowed' }
  const read = readBatchForm(fields, today)
  if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
  const { kind, place, fund, receivedOn } = read.draft
  const id = fields.formId
  if (!isUuid(id)) return { ok: false, reason: 'invalid', errors: { formId: 'missing' } }
  return db.transaction(async (tx) => {
    const routes = await routesOf(tx, campaign)
    if (!routes || (fund !== null && !routes.some((r) => r.fund === fund)))
      return { ok: false, reason: 'invalid', errors: { to: 'unknown-place' } }
    const values = [id, campaign, fund, place, kind, receivedOn, by.id, by.name]
    const [made] = await tx.query(insert, values)
    if (!made)
      return (await tx.query(own, [id, by.id])).length > 0
        ? { ok: true, id }
        : { ok: false, reason: 'invalid', errors: { formId: 'missing' } }
    const after = { campaign, fund, kind, receivedOn }
    await recordAct(tx, { by, action: 'offline.open', subject: { kind: 'batch', id }, after })
    return { ok: true, id }
  })
}
