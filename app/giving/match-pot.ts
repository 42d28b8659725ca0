import type { Fen } from '~/money/fen'

/** 配捐: a sponsor's money for gifts of one campaign, 1:1. */
export interface MatchPot {
  id: string
  campaign: string
  sponsorZh: string
  sponsorEn: string
  /** Its name is public. */
  nameConsent: boolean
  sponsorEmail: string
  fund: string
  capFen: Fen
  perGiftFen: Fen | null
  perDonorFen: Fen | null
  opensAt: Date
  closesAt: Date
  state: 'draft' | 'open' | 'closed'
  takenFen: Fen
  matchedFen: Fen
  openedAt: Date | null
  closedAt: Date | null
  closeReason: string
}

/** What people call a pot's state: an open one has not begun, runs, is used up or is over. */
export function potPhase(
  pot: Pick<MatchPot, 'state' | 'opensAt' | 'closesAt' | 'takenFen' | 'capFen'>,
  now: Date,
): 'draft' | 'closed' | 'early' | 'over' | 'full' | 'running' {
  if (pot.state !== 'open') return pot.state
  if (now < pot.opensAt) return 'early'
  if (now >= pot.closesAt) return 'over'
  return pot.takenFen >= pot.capFen ? 'full' : 'running'
}

/** SQL columns of a pot that is called `p`. */
export const potColumns = `p.id::text, p.campaign, p.sponsor_zh AS "sponsorZh", p.sponsor_en AS "sponsorEn", p.name_consent AS "nameConsent",
  p.sponsor_email AS "sponsorEmail", p.fund, p.cap_fen AS "capFen", p.per_gift_fen AS "perGiftFen", p.per_donor_fen AS "perDonorFen",
  p.opens_at AS "opensAt", p.closes_at AS "closesAt", p.state, p.taken_fen AS "takenFen", p.matched_fen AS "matchedFen",
  p.opened_at AS "openedAt", p.closed_at AS "closedAt", p.close_reason AS "closeReason"`
