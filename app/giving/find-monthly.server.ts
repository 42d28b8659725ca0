import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Monthly, MonthlyCharge } from './monthly'

/** A monthly gift with the terms that its next charge follows. */
export const monthlyColumns = `
  m.id::text AS id, m.campaign, m.state, m.locale, m.donor_name AS "donorName", m.name_consent AS "nameConsent",
  m.contact_email AS "contactEmail", m.terms, v.amount_fen AS "amountFen", v.fee_cover_fen AS "feeCoverFen", v.target, v.funds,
  m.subscription_ref AS "subscriptionRef", m.checkout_ref AS "checkoutRef", m.checkout_url AS "checkoutUrl",
  m.next_charge_at AS "nextChargeAt", m.card_last4 AS "cardLast4", m.card_until AS "cardUntil", m.started_at AS "startedAt",
  m.ended_at AS "endedAt", m.end_reason AS "endReason", m.created_at AS "createdAt"`
export const monthlyTables = `giving_monthly m JOIN giving_monthly_terms v ON v.monthly_id = m.id AND v.n = m.terms`

export type MonthlyKey = { secret: string } | { id: string }

/** The monthly gift that this link opens, or with this id; null when there is none. */
export async function findMonthly(sql: Sql, key: MonthlyKey): Promise<Monthly | null> {
  const bySecret = 'secret' in key
  if (bySecret ? !/^[\w-]{20,64}$/.test(key.secret) : !isUuid(key.id)) return null
  const [row] = await sql.query<Monthly>(
    `SELECT ${monthlyColumns} FROM ${monthlyTables} WHERE ${bySecret ? 'm.secret = $1' : 'm.id = $1::uuid'}`,
    [bySecret ? key.secret : key.id],
  )
  return row ?? null
}

const charges = `
  SELECT invoice_ref AS "invoiceRef", gift_id::text AS "giftId", state, amount_fen AS "amountFen", failure, next_try_at AS "nextTryAt",
         due_at AS "dueAt", paid_at AS "paidAt"
    FROM giving_monthly_charge WHERE monthly_id = $1::uuid ORDER BY due_at DESC, invoice_ref LIMIT $2`

/** Its charges, the newest first. */
export const listMonthlyCharges = (sql: Sql, id: string, limit = 60): Promise<MonthlyCharge[]> =>
  sql.query<MonthlyCharge>(charges, [id, limit])
