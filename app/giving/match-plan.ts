import type { Share } from '~/campaigns/routing'
import type { Fen } from '~/money/fen'
import { splitFen } from '~/money/split'
import { type GiftSeen, type MatchHoldReason, suspicionOf } from './match-suspicion'

export interface PotLimits {
  capFen: Fen
  takenFen: Fen
  perGiftFen: Fen | null
  perDonorFen: Fen | null
}
export interface GiftToMatch extends GiftSeen {
  /** What of it has not gone back. */
  leftFen: Fen
  /** Given by the sponsor itself. */
  own: boolean
}
export interface PlannedMatch {
  giftId: string
  state: 'matched' | 'held'
  baseFen: Fen
  nowFen: Fen
  reason: MatchHoldReason | ''
  alike: string[]
}

const least = (...all: (Fen | null)[]): Fen =>
  all.reduce<Fen>((min, one) => (one !== null && one < min ? one : min), all[0]!)

/** What is due of a match while only `leftFen` of the gift is there; part of a fen is the pot's. */
export const dueOf = (baseFen: Fen, gift: { amountFen: Fen; leftFen: Fen }): Fen =>
  (baseFen * gift.leftFen) / gift.amountFen

/**
 * Matches `gifts` 1:1 in their order, each up to the limits, until the cap is reached; the last one gets the rest of it. What looks
 * suspicious is held with its amount set aside. `before` are gifts of the pot that were looked at, `byDonor` what each donor's
 * gifts have of it. Gifts that get nothing are left out.
 */
export function planMatches(
  pot: PotLimits,
  gifts: readonly GiftToMatch[],
  before: readonly GiftSeen[] = [],
  byDonor: ReadonlyMap<string, Fen> = new Map(),
): { matches: PlannedMatch[]; takenFen: Fen } {
  const seen = [...before]
  const ofDonor = new Map(byDonor)
  let takenFen = pot.takenFen
  const matches: PlannedMatch[] = []
  for (const gift of gifts) {
    const had = gift.donor === '' ? 0n : (ofDonor.get(gift.donor) ?? 0n)
    const rest = pot.perDonorFen === null ? null : pot.perDonorFen - had
    const baseFen = least(gift.amountFen, pot.perGiftFen, rest, pot.capFen - takenFen)
    const nowFen = baseFen > 0n ? dueOf(baseFen, gift) : 0n
    if (nowFen <= 0n) continue
    const suspicion = suspicionOf(gift, seen, pot.perGiftFen)
    matches.push({
      ...{ giftId: gift.giftId, baseFen, nowFen },
      state: suspicion ? 'held' : 'matched',
      reason: suspicion?.reason ?? '',
      alike: suspicion?.alike ?? [],
    })
    takenFen += nowFen
    seen.push(gift)
    if (gift.donor !== '') ofDonor.set(gift.donor, had + nowFen)
  }
  return { matches, takenFen }
}

/** A matched amount over the gift's funds, as the gift was split. */
export function splitMatch(fen: Fen, giftShares: readonly Share[]): Share[] {
  const parts = splitFen(
    fen,
    giftShares.map((s) => Number(s.amountFen)),
  )
  return giftShares.map((s, n) => ({ fund: s.fund, amountFen: parts[n]! })).filter((s) => s.amountFen > 0n)
}

/** `shares` and, where a fund has some of both, `more` (negative: less) on top; funds that are left with nothing go. */
export function addShares(shares: readonly Share[], more: readonly Share[], sign: 1n | -1n): Share[] {
  const sums = new Map(shares.map((s) => [s.fund, s.amountFen]))
  for (const { fund, amountFen } of more) sums.set(fund, (sums.get(fund) ?? 0n) + sign * amountFen)
  return [...sums].map(([fund, amountFen]) => ({ fund, amountFen })).filter((s) => s.amountFen !== 0n)
}
