import { randomBytes } from 'node:crypto'
import { namePayment } from '~/payments/name-payment.server'
import type { SubscriptionInvoice } from '~/payments/subscription-gateway'
import type { Sql } from '~/platform/db.server'
import { donorCommitment } from '../donor-commitment.server'
import type { Monthly, Terms } from '../monthly'
import { checkCode } from './check-code.server'
import { namedId } from './named-id.server'

const allTerms = `
  SELECT n, amount_fen AS "amountFen", fee_cover_fen AS "feeCoverFen", target, funds, share_fens AS "shareFens"
    FROM giving_monthly_terms WHERE monthly_id = $1::uuid ORDER BY n DESC`
const insertGift = `
  WITH g AS (
    INSERT INTO giving_gift (id, campaign, amount_fen, fee_cover_fen, locale, donor_name, name_consent, contact_email, salt,
                             donor_commitment, check_code, via)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO NOTHING RETURNING id
  )
  INSERT INTO giving_allocation (gift_id, fund, amount_fen)
  SELECT g.id, s.fund, s.amount FROM g, unnest($13::text[], $14::bigint[]) AS s (fund, amount)`
const charge = `
  INSERT INTO giving_monthly_charge (invoice_ref, monthly_id, gift_id, state, amount_fen, attempts, due_at, paid_at)
  VALUES ($1, $2, $3, 'paid', $4, $5, $6, $7)
  ON CONFLICT (invoice_ref) DO UPDATE SET gift_id = excluded.gift_id, state = 'paid', amount_fen = excluded.amount_fen, failure = '',
    attempts = excluded.attempts, next_try_at = NULL, paid_at = excluded.paid_at`

/**
 * Makes a paid invoice a gift of its own, through the same door as every payment (`giving_settle`), in `tx` and with the monthly
 * gift's row locked. The gift's id is made of the invoice's, so that it is one however often it is told. An amount or a currency that
 * is not what its terms say is held there for a person to decide.
 */
export async function bookInvoice(
  tx: Sql,
  provider: string,
  monthly: Monthly,
  invoice: SubscriptionInvoice,
): Promise<string> {
  const giftId = namedId('monthly-charge', provider, invoice.ref)
  const terms = termsOf(await tx.query<Terms>(allTerms, [monthly.id]), invoice)
  const salt = randomBytes(16)
  await tx.query(insertGift, [
    ...[giftId, monthly.campaign, terms.amountFen, terms.feeCoverFen, monthly.locale],
    ...[monthly.donorName, monthly.nameConsent, monthly.contactEmail, salt],
    ...[donorCommitment(salt, monthly.donorName), checkCode(), `monthly:${monthly.id}`],
    ...[terms.funds, terms.shareFens],
  ])
  const fact = {
    giftId,
    status: 'paid',
    amountFen: invoice.paidFen,
    currency: invoice.currency,
    paymentRef: invoice.paymentRef,
    channel: 'card',
    at: invoice.paidAt ?? invoice.createdAt,
  }
  await tx.query('SELECT giving_settle($1::jsonb)::text', [JSON.stringify(fact)])
  const { paymentRef } = invoice
  await namePayment(tx, { provider, paymentRef, entrySource: 'gift', entryKey: giftId })
  const values = [
    invoice.ref,
    monthly.id,
    giftId,
    invoice.paidFen,
    invoice.attempts,
    invoice.createdAt,
    fact.at,
  ]
  await tx.query(charge, values)
  return giftId
}

/**
 * Which terms an invoice was made by. It names those that the subscription had when it became final; an invoice that was already
 * drawn up when they were changed still has the amount of those before.
 */
export function termsOf(
  versions: readonly Terms[],
  { terms, amountFen }: Pick<SubscriptionInvoice, 'terms' | 'amountFen'>,
): Terms {
  const until = versions.filter((v) => terms === null || v.n <= terms)
  const newestFirst = until.length > 0 ? until : versions
  const asCharged = newestFirst.find((v) => v.amountFen + v.feeCoverFen === BigInt(amountFen))
  return asCharged ?? newestFirst[0]!
}
