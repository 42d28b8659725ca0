import type { Campaign } from '~/campaigns/campaign'
import type { SubscriptionGateway } from '~/payments/subscription-gateway'
import type { Database } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { Outcome } from '~/platform/outcome'
import { findMonthly } from './find-monthly.server'
import {
  feeCoverOf,
  type GiftErrors,
  type GiftFields,
  type GiftLimits,
  readAmount,
  readShares,
} from './gift-form'
import { runs } from './monthly'
import { settleMonthly } from './settle-monthly.server'

type Fields = Pick<GiftFields, 'preset' | 'amount' | 'target' | 'percents' | 'coverFee'>
const insert = `
  INSERT INTO giving_monthly_terms (monthly_id, n, amount_fen, fee_cover_fen, target, funds, share_fens)
  SELECT $1::uuid, (SELECT max(n) + 1 FROM giving_monthly_terms WHERE monthly_id = $1::uuid), $2, $3, $4, $5::text[], $6::bigint[]
  RETURNING n`

/**
 * Changes amount and funds, from the next charge on: a charge that is under way stays what it was. Written down first and valid once the
 * provider has it. Refuses `unknown`, `not-running` (ended, or its first charge is not paid), `invalid` (with the fields' faults),
 * `unavailable` (nothing has changed: try again), `refused`.
 */
export async function changeMonthly(
  db: Database,
  gateway: SubscriptionGateway,
  input: { secret: string; fields: Fields; campaign: Campaign; limits: GiftLimits; locale: Locale },
): Promise<
  Outcome<object, 'unknown' | 'not-running' | 'invalid' | 'unavailable' | 'refused'> & {
    errors?: Pick<GiftErrors, 'amount' | 'target'>
  }
> {
  const { campaign, fields, limits } = input
  const monthly = await findMonthly(db, { secret: input.secret })
  if (!monthly || monthly.campaign !== campaign.slug) return { ok: false, reason: 'unknown' }
  if (!runs(monthly.state) || !monthly.subscriptionRef) return { ok: false, reason: 'not-running' }
  const amount = readAmount(fields, limits)
  const shares = readShares(fields, campaign.routing, amount.ok ? amount.fen : 10_000n)
  if (!amount.ok || !shares.ok) {
    const errors = {
      ...(!amount.ok && { amount: amount.reason }),
      ...(!shares.ok && { target: shares.reason }),
    }
    return { ok: false, reason: 'invalid', errors }
  }
  const feeFen = fields.coverFee ? feeCoverOf(amount.fen, limits.feeCoverBps) : 0n
  const n = await db.transaction(async (tx) => {
    // One after the other: each version has a number of its own.
    await tx.query('SELECT 1 FROM giving_monthly WHERE id = $1::uuid FOR UPDATE', [monthly.id])
    const [row] = await tx.query<{ n: number }>(insert, [
      ...[monthly.id, amount.fen, feeFen, fields.target || 'default'],
      shares.shares.map((s) => s.fund),
      shares.shares.map((s) => s.amountFen),
    ])
    return row!.n
  })
  const { subscriptionRef } = monthly
  const changed = await gateway.changeTerms(subscriptionRef, {
    terms: n,
    amountFen: amount.fen + feeFen,
    currency: 'CNY',
    description: input.locale === 'en' ? campaign.en.name : campaign.zh.name,
  })
  if (!changed.ok) return { ok: false, reason: changed.reason }
  // What the provider has now is what counts, also when two changed it at once.
  await settleMonthly(db, gateway, { subscriptionRef })
  return { ok: true }
}
