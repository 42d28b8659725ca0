import type { Actor } from '~/identity/actor'
import { can, canSomewhere } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { type GoodsErrors, readGoodsForm } from './goods'
import { routesOf } from './internal/batch-row.server'

const insert = `
  INSERT INTO giving_goods (id, donor_name, name_consent, campaign, fund, received_on, entered_by, entered_name)
  VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING RETURNING id`

/**
 * Begins to enter a gift of goods, to a campaign's fund or to a fund alone. Sent twice it begins once. Refuses `not-allowed`,
 * `invalid` (with the fields' faults).
 */
export async function openGoods(
  db: Database,
  by: Actor,
  { id, text, today }: { id: string; text: (name: string) => string; today: Day },
): Promise<Outcome<{ id: string }, 'not-allowed' | 'invalid'> & { errors?: GoodsErrors }> {
  const [campaign = ''] = text('to').split(' ')
  const may = text('to') === '' ? canSomewhere(by, 'goods.enter') : can(by, 'goods.enter', { campaign })
  if (by.kind === 'software' || !may) return { ok: false, reason: 'not-allowed' }
  const read = readGoodsForm(text, today)
  if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
  if (!isUuid(id)) return { ok: false, reason: 'invalid', errors: { formId: 'missing' } }
  const { donorName, nameConsent, fund, receivedOn } = read.draft
  return db.transaction(async (tx) => {
    const known = read.draft.campaign
      ? (await routesOf(tx, read.draft.campaign))?.some((r) => r.fund === fund)
      : (await tx.query('SELECT 1 FROM ledger_fund WHERE slug = $1', [fund])).length > 0
    if (!known) return { ok: false, reason: 'invalid', errors: { to: 'unknown-place' } }
    const values = [id, donorName, nameConsent, read.draft.campaign, fund, receivedOn, by.id, by.name]
    if ((await tx.query(insert, values)).length === 0) return { ok: true, id }
    const after = { campaign: read.draft.campaign, fund, receivedOn }
    await recordAct(tx, { by, action: 'goods.open', subject: { kind: 'goods', id }, after })
    return { ok: true, id }
  })
}
