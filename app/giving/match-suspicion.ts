import type { Fen } from '~/money/fen'

/** What matching knows of a gift beside its amount: marks stand for the donor, the device and the address; empty is unknown. */
export interface GiftSeen {
  giftId: string
  amountFen: Fen
  /** When it was confirmed, ms. */
  at: number
  donor: string
  device: string
  address: string
}

export const holdReasons = ['own-gift', 'under-limit', 'same-donor', 'same-device', 'same-address'] as const
export type MatchHoldReason = (typeof holdReasons)[number]
export interface Suspicion {
  reason: MatchHoldReason
  /** The gifts before it that it looks like. */
  alike: string[]
}

const minuteMs = 60_000
/** So many gifts of one donor or device within this time may be a family; the next one is looked at. */
export const fewGifts = 3
export const burstMs = 30 * minuteMs
/** A school or a venue shares one address: only many gifts of the very same amount are looked at. */
export const fewFromAddress = 9
export const addressMs = 10 * minuteMs
/** Of a limit per gift, from here on a gift is just under it; a second one within a day is looked at. */
export const nearLimitPercent = 80n
export const nearLimitMs = 24 * 60 * minuteMs

/**
 * Whether a gift looks as if one gift had been split, or the sponsor's own money sent round, to harvest the match; `before` are
 * the gifts that the pot has looked at. The rule is written down in docs/decisions/0025. Null: nothing of it.
 */
export function suspicionOf(
  gift: GiftSeen & { own: boolean },
  before: readonly GiftSeen[],
  perGiftFen: Fen | null,
): Suspicion | null {
  if (gift.own) return { reason: 'own-gift', alike: [] }
  const within = (ms: number) => before.filter((b) => b.at <= gift.at && gift.at - b.at <= ms)
  const same = (part: 'donor' | 'device' | 'address') => (b: GiftSeen) =>
    gift[part] !== '' && b[part] === gift[part]
  if (perGiftFen !== null) {
    const isNear = (g: GiftSeen) => g.amountFen * 100n >= perGiftFen * nearLimitPercent
    const near = within(nearLimitMs).filter((b) => isNear(b) && (same('donor')(b) || same('device')(b)))
    if (isNear(gift) && near.length > 0) return { reason: 'under-limit', alike: idsOf(near) }
  }
  for (const part of ['device', 'donor'] as const) {
    const alike = within(burstMs).filter(same(part))
    if (alike.length >= fewGifts) return { reason: `same-${part}`, alike: idsOf(alike) }
  }
  const alike = within(addressMs).filter((b) => same('address')(b) && b.amountFen === gift.amountFen)
  return alike.length >= fewFromAddress ? { reason: 'same-address', alike: idsOf(alike) } : null
}

const mostAlike = 50
const idsOf = (gifts: readonly GiftSeen[]) => gifts.slice(-mostAlike).map((g) => g.giftId)

/** Names as they are compared: without spaces, marks, case and width. */
const bare = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{Z}\p{S}]/gu, '')

/** Whether a gift is the sponsor's own: by its name in either language, or by its address. */
export function isOwnGift(
  gift: { donorName: string; contactEmail: string },
  sponsor: { sponsorZh: string; sponsorEn: string; sponsorEmail: string },
): boolean {
  const name = bare(gift.donorName)
  const mail = gift.contactEmail.trim().toLowerCase()
  return (
    (name !== '' && (name === bare(sponsor.sponsorZh) || name === bare(sponsor.sponsorEn))) ||
    (mail !== '' && mail === sponsor.sponsorEmail.trim().toLowerCase())
  )
}
