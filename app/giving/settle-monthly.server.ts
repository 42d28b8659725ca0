import type {
  SubscriptionGateway,
  SubscriptionQuestion,
  SubscriptionState,
} from '~/payments/subscription-gateway'
import type { Database, Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { monthlyColumns, monthlyTables } from './find-monthly.server'
import { askForMonthlyMail } from './internal/ask-for-monthly-mail.server'
import { bookInvoice } from './internal/book-invoice.server'
import { lastDayOf } from './internal/last-day-of'
import { driftsAtMonthEnd, type EndReason, type Monthly, steadyFrom } from './monthly'

/** What an event hinted at; empty where it does not say. */
export interface MonthlyHintRefs {
  subscriptionRef?: string
  checkoutRef?: string
  paymentRef?: string
}
type Refusal = 'unavailable' | 'unknown' | 'not-ours' | 'not-paid'

const lock = `SELECT ${monthlyColumns}, m.fetched_at AS "fetchedAt" FROM ${monthlyTables} WHERE m.id = $1::uuid FOR UPDATE OF m`
const neverPaid = `
  UPDATE giving_monthly SET state = 'ended', ended_at = clock_timestamp(), end_reason = 'never-paid', checkout_url = NULL
   WHERE checkout_ref = $1 AND state = 'started'`
const isOurs = 'SELECT 1 FROM giving_monthly WHERE checkout_ref = $1'
const isBooked = 'SELECT 1 FROM giving_gift WHERE payment_ref = $1'

/**
 * Fetches what a hint is about and takes it over: each paid invoice becomes its gift, once; what failed is shown and its donor told,
 * once; state, card and next charge are the provider's. Events may come in any order, twice or not at all: whichever of them asks,
 * the answer is the same (docs/decisions/0005, 0026). An answer that is older than what is known changes no state, and books all the same.
 * Refuses `unavailable` (try again), `unknown` or `not-ours` (another use of the account; a payment that nothing answers to is alerted
 * as `payment-unmatched`), `not-paid` (its checkout is still open, or expired).
 */
export async function settleMonthly(
  db: Database,
  gateway: SubscriptionGateway,
  hint: MonthlyHintRefs,
): Promise<Outcome<{ monthlyId: string; booked: number }, Refusal>> {
  const question = await questionOf(db, gateway, hint)
  if ('reason' in question) return { ok: false, reason: question.reason }
  const [clock] = await db.query<{ at: Date }>('SELECT clock_timestamp() AS at')
  const found = await gateway.fetchSubscription(question)
  if (!found.ok) {
    if (found.reason === 'expired' && hint.checkoutRef) await db.query(neverPaid, [hint.checkoutRef])
    if (found.reason === 'open' || found.reason === 'expired') return { ok: false, reason: 'not-paid' }
    if (found.reason === 'unknown' && hint.paymentRef) await alertUnmatched(db, hint.paymentRef)
    return { ok: false, reason: found.reason }
  }
  const { subscription } = found
  const taken = await db.transaction((tx) => takeOver(tx, gateway.provider, subscription, clock!.at))
  if (!taken) {
    if (hint.paymentRef) await alertUnmatched(db, hint.paymentRef)
    return { ok: false, reason: 'not-ours' }
  }
  if (isNew(subscription) && driftsAtMonthEnd(new Date(subscription.anchorAt))) {
    const moved = await gateway.moveDay(
      subscription.subscriptionRef,
      steadyFrom(new Date(subscription.anchorAt)),
    )
    if (!moved.ok) return { ok: false, reason: 'unavailable' }
  }
  return { ok: true, ...taken }
}

/** A checkout of ours began a subscription; any other took a card for one. */
async function questionOf(
  db: Database,
  gateway: SubscriptionGateway,
  { subscriptionRef, checkoutRef, paymentRef }: MonthlyHintRefs,
): Promise<SubscriptionQuestion | { reason: 'unavailable' | 'unknown' }> {
  if (subscriptionRef) return { subscriptionRef }
  if (!checkoutRef) return { paymentRef: paymentRef ?? '' }
  if ((await db.query(isOurs, [checkoutRef])).length > 0) return { checkoutRef }
  const card = await gateway.takeCard(checkoutRef)
  if (card.ok) return { subscriptionRef: card.subscriptionRef }
  // A checkout that was paid before its name was written down.
  return card.reason === 'unknown' ? { checkoutRef } : card
}

/** Its first month: only then is nothing between the start and the next charge. */
const isNew = (s: SubscriptionState) =>
  s.invoices.length === 1 && (s.state === 'active' || s.state === 'past_due' || s.state === 'paused')

async function alertUnmatched(db: Database, paymentRef: string): Promise<void> {
  if ((await db.query(isBooked, [paymentRef])).length > 0) return
  const detail = JSON.stringify({ paymentRef, reason: 'no-subscription' })
  await db.query(`SELECT platform_alert('payment-unmatched', $1, $2::jsonb)::text`, [paymentRef, detail])
}

async function takeOver(tx: Sql, provider: string, subscription: SubscriptionState, askedAt: Date) {
  if (!isUuid(subscription.monthlyId)) return null
  const [monthly] = await tx.query<Monthly & { fetchedAt: Date | null }>(lock, [subscription.monthlyId])
  if (!monthly || (monthly.subscriptionRef ?? subscription.subscriptionRef) !== subscription.subscriptionRef)
    return null
  const isNewer = monthly.fetchedAt === null || monthly.fetchedAt < askedAt
  const booked = await takeInvoices(tx, provider, monthly, subscription, isNewer)
  if (isNewer) await takeState(tx, monthly, subscription, askedAt)
  return { monthlyId: monthly.id, booked }
}

const paidRefs = `SELECT invoice_ref AS ref FROM giving_monthly_charge WHERE monthly_id = $1::uuid AND state = 'paid'`
const unpaid = `
  INSERT INTO giving_monthly_charge AS c (invoice_ref, monthly_id, state, amount_fen, failure, attempts, next_try_at, due_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (invoice_ref) DO UPDATE SET state = excluded.state, attempts = excluded.attempts, next_try_at = excluded.next_try_at,
    failure = CASE WHEN excluded.failure = '' THEN c.failure ELSE excluded.failure END WHERE c.state <> 'paid'`
const tellOnce = `
  UPDATE giving_monthly_charge SET failure_mailed_at = clock_timestamp()
   WHERE invoice_ref = $1 AND failure_mailed_at IS NULL AND state = 'open' RETURNING invoice_ref`

async function takeInvoices(
  tx: Sql,
  provider: string,
  monthly: Monthly,
  { invoices, state }: SubscriptionState,
  isNewer: boolean,
): Promise<number> {
  const known = new Set((await tx.query<{ ref: string }>(paidRefs, [monthly.id])).map(({ ref }) => ref))
  let booked = 0
  for (const invoice of invoices.toReversed()) {
    if (known.has(invoice.ref) || (invoice.amountFen === '0' && invoice.paidFen === '0')) continue
    if (invoice.state === 'paid') {
      if (invoice.paymentRef === '') await alertPaidElsewhere(tx, monthly.id, invoice.ref)
      else {
        await bookInvoice(tx, provider, monthly, invoice)
        booked++
      }
      continue
    }
    if (!isNewer) continue
    const over = invoice.state === 'missed' || state === 'ended'
    await tx.query(unpaid, [
      ...[invoice.ref, monthly.id, over ? 'missed' : 'open', invoice.amountFen],
      ...[invoice.failure, invoice.attempts, over ? null : invoice.nextTryAt, invoice.createdAt],
    ])
    if (!over && invoice.attempts > 0 && (await tx.query(tellOnce, [invoice.ref])).length > 0)
      await askForMonthlyMail(tx, { monthlyId: monthly.id, kind: 'failed', invoiceRef: invoice.ref })
  }
  return booked
}

/** Marked as paid at the provider without a payment: there is no money to book, and a person should know. */
async function alertPaidElsewhere(tx: Sql, monthlyId: string, invoice: string): Promise<void> {
  const detail = JSON.stringify({ monthly: monthlyId, reason: 'paid-without-payment' })
  await tx.query(`SELECT platform_alert('payment-unmatched', $1, $2::jsonb)::text`, [invoice, detail])
}

const update = `
  UPDATE giving_monthly SET state = $2, terms = coalesce((SELECT n FROM giving_monthly_terms WHERE monthly_id = $1::uuid AND n = $3), terms),
         subscription_ref = $4, next_charge_at = $5, card_last4 = $6, card_until = $7, started_at = coalesce(started_at, $8),
         ended_at = $9, end_reason = $10, checkout_url = NULL, fetched_at = $11 WHERE id = $1::uuid`
const endOf: Record<string, EndReason> = {
  asked: 'provider',
  'payment-failed': 'payment-failed',
  other: 'provider',
}

async function takeState(tx: Sql, monthly: Monthly, s: SubscriptionState, askedAt: Date): Promise<void> {
  if (monthly.state === 'ended' && s.state !== 'ended') return
  const ends = s.state === 'ended'
  const begins =
    monthly.startedAt === null &&
    s.state !== 'waiting' &&
    !(ends && s.invoices.every((i) => i.state !== 'paid'))
  const reason = ends ? (monthly.endReason ?? endOf[s.endReason ?? 'other']!) : monthly.endReason
  await tx.query(update, [
    ...[monthly.id, s.state === 'waiting' ? 'started' : s.state, s.terms, s.subscriptionRef, s.nextChargeAt],
    ...[s.card?.last4 ?? '', s.card ? lastDayOf(s.card.until) : null, begins ? s.anchorAt : null],
    ...[ends ? s.endedAt : null, reason, askedAt],
  ])
  if (begins) await askForMonthlyMail(tx, { monthlyId: monthly.id, kind: 'begun' })
  if (ends && monthly.state !== 'ended') await askForMonthlyMail(tx, { monthlyId: monthly.id, kind: 'ended' })
}
