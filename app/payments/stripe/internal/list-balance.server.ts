import type Stripe from 'stripe'
import type { BalanceTransaction, ProviderPayout } from '../../gateway'
import { giftOf, isObject, refOf } from './read-fields'
import type { SortFault } from './sort-fault.server'

const pageSize = 100

/** Stripe's balance transactions with what moved them. Throws when Stripe does not list; what Stripe said is in the log. */
export async function* listBalance(
  stripe: Stripe,
  sortFault: SortFault,
  of: { payoutRef: string } | { since: Date },
): AsyncGenerator<BalanceTransaction> {
  const wanted = 'since' in of ? { created: { gte: secondsOf(of.since) } } : { payout: of.payoutRef }
  let after: string | undefined
  for (;;) {
    const page = await stripe.balanceTransactions
      .list({ limit: pageSize, expand: ['data.source'], ...wanted, ...(after && { starting_after: after }) })
      .catch((error: unknown) => notListed(sortFault(error, 'list balance transactions')))
    for (const row of page.data) yield transactionOf(row)
    after = page.data.at(-1)?.id
    if (!page.has_more || !after) return
  }
}

export async function* listPayouts(
  stripe: Stripe,
  sortFault: SortFault,
  since: Date,
): AsyncGenerator<ProviderPayout> {
  let after: string | undefined
  for (;;) {
    const page = await stripe.payouts
      .list({ limit: pageSize, created: { gte: secondsOf(since) }, ...(after && { starting_after: after }) })
      .catch((error: unknown) => notListed(sortFault(error, 'list payouts')))
    for (const payout of page.data)
      yield {
        id: payout.id,
        amountFen: String(payout.amount),
        currency: payout.currency.toUpperCase(),
        status: payout.status,
        createdAt: instantOf(payout.created),
        // Stripe names the day by its midnight in UTC.
        arrivesOn: instantOf(payout.arrival_date).slice(0, 10),
      }
    after = page.data.at(-1)?.id
    if (!page.has_more || !after) return
  }
}

function transactionOf(row: Stripe.BalanceTransaction): BalanceTransaction {
  const source: unknown = row.source
  return {
    id: row.id,
    type: row.type,
    amountFen: String(row.amount),
    feeFen: String(row.fee),
    currency: row.currency.toUpperCase(),
    sourceRef: refOf(source),
    paymentRef: isObject(source) ? refOf(source.payment_intent) : '',
    giftId: isObject(source) ? giftOf(source) : '',
    at: instantOf(row.created),
  }
}

const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000)
const instantOf = (seconds: number) => new Date(seconds * 1000).toISOString()

function notListed(fault: string): never {
  throw new Error(`Stripe did not list its balance: ${fault}`)
}
