import type { Fen } from '~/money/fen'
import { splitFen } from '~/money/split'

/** One fund in a campaign's routing rule. */
export interface Route {
  fund: string
  nameZh: string
  nameEn: string
  /** Share of the default split; all routes together are 10,000. */
  basisPoints: number
  /** A donor may choose it, where donors may choose. */
  onOffer: boolean
}

/** Where a campaign's money goes: a default split, and whether the donor may choose among the funds on offer. */
export interface RoutingRule {
  donorMayChoose: boolean
  routes: Route[]
}

export interface Share {
  fund: string
  amountFen: Fen
}

/** Splits a gift over `weights` by fund without losing a fen; funds that get nothing are left out. */
export function splitOver(
  amountFen: Fen,
  weights: readonly { fund: string; basisPoints: number }[],
): Share[] {
  const shares = splitFen(
    amountFen,
    weights.map((w) => w.basisPoints),
  )
  return weights.map((w, i) => ({ fund: w.fund, amountFen: shares[i]! })).filter((s) => s.amountFen > 0n)
}

/** Percents with at most two decimals as basis points; null when it is not such a number. */
export function basisPointsOf(percent: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(percent.normalize('NFKC').replace(/[%\s]/g, '') || '0')
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null
}

export type RoutingRefusal =
  | 'routing-empty'
  | 'routing-not-whole'
  | 'routing-fund-twice'
  | 'routing-nothing-on-offer'

/** Null when `rule` can carry money: shares are whole basis points that sum to 10,000, each fund once. */
export function routingRefusal(
  rule: Pick<RoutingRule, 'donorMayChoose'> & { routes: Pick<Route, 'fund' | 'basisPoints' | 'onOffer'>[] },
): RoutingRefusal | null {
  if (rule.routes.length === 0) return 'routing-empty'
  if (new Set(rule.routes.map((r) => r.fund)).size !== rule.routes.length) return 'routing-fund-twice'
  const whole = rule.routes.every((r) => Number.isInteger(r.basisPoints) && r.basisPoints >= 0)
  if (!whole || rule.routes.reduce((sum, r) => sum + r.basisPoints, 0) !== 10_000) return 'routing-not-whole'
  if (rule.donorMayChoose && !rule.routes.some((r) => r.onOffer)) return 'routing-nothing-on-offer'
  return null
}
