import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import type { BankAccountInput } from './bank-account-form'
import { findBankAccount } from './find-bank-account.server'

const insert = `
  INSERT INTO payments_bank_account (id, number, bank, name, layout) VALUES ($1, $2, $3, $4, $5::jsonb)
  ON CONFLICT DO NOTHING RETURNING id`
const update = `
  UPDATE payments_bank_account SET bank = $2, name = $3, layout = $4::jsonb, version = version + 1
   WHERE id = $1::uuid AND version = $5 RETURNING id`

/**
 * Keeps an account and how its bank lays out tables: a new one (`version` 0, the id made with the form), or a change of what
 * was read at `version`. The number of an account never changes: its lines are named by it. Refuses `not-allowed`, `number-taken`
 * (or the same form twice), `changed-since`.
 */
export async function saveBankAccount(
  db: Database,
  by: Actor,
  { id, version, input }: { id: string; version: number; input: BankAccountInput },
): Promise<Outcome<{ id: string }, 'not-allowed' | 'number-taken' | 'changed-since'>> {
  if (!can(by, 'bank.change')) return { ok: false, reason: 'not-allowed' }
  if (!isUuid(id)) return { ok: false, reason: 'changed-since' }
  return db.transaction(async (tx) => {
    const before = version === 0 ? null : await findBankAccount(tx, id)
    const { number, bank, name } = input
    const layout = input.layout && JSON.stringify(input.layout)
    const [row] = before
      ? await tx.query(update, [id, bank, name, layout, version])
      : version === 0
        ? await tx.query(insert, [id, number, bank, name, layout])
        : []
    if (!row) return { ok: false, reason: version === 0 ? 'number-taken' : 'changed-since' }
    const subject = { kind: 'bank-account', id }
    const facts = before ? { bank: before.bank, name: before.name, layout: before.layout } : undefined
    const action = before ? 'bank.account-edit' : 'bank.account-add'
    await recordAct(tx, {
      by,
      action,
      subject,
      before: facts,
      after: before ? { bank, name, layout: input.layout } : input,
    })
    return { ok: true, id }
  })
}
