import type { Fen } from '~/money/fen'

/** 赞助单位: carries a campaign with cash or goods; never a gift, and in no total of what the public gave. */
export interface Sponsor {
  id: string
  campaign: string
  nameZh: string
  nameEn: string
  nameConsent: boolean
  logoConsent: boolean
  level: string
  cashFen: Fen
  goodsFen: Fen
  goodsZh: string
  goodsEn: string
  fund: string
  link: string
  /** A picture's id. */
  logo: string | null
  note: string
  state: 'draft' | 'agreed'
  arrivedFen: Fen
  version: number
}
export interface SponsorLevel {
  key: string
  nameZh: string
  nameEn: string
}

/** Agreed, and what of its cash has come: `goods` has none to wait for. */
export const sponsorPhase = (s: Pick<Sponsor, 'state' | 'cashFen' | 'arrivedFen'>) =>
  s.state === 'draft'
    ? ('draft' as const)
    : s.cashFen === 0n
      ? ('goods' as const)
      : s.arrivedFen >= s.cashFen
        ? ('arrived' as const)
        : s.arrivedFen > 0n
          ? ('partly' as const)
          : ('agreed' as const)

/** SQL columns of a sponsor that is called `s`. */
export const sponsorColumns = `s.id::text, s.campaign, s.name_zh AS "nameZh", s.name_en AS "nameEn", s.name_consent AS "nameConsent",
  s.logo_consent AS "logoConsent", s.level, s.cash_fen AS "cashFen", s.goods_fen AS "goodsFen", s.goods_zh AS "goodsZh", s.goods_en AS "goodsEn",
  s.fund, s.link, s.logo, s.note, s.state, s.arrived_fen AS "arrivedFen", s.version`

export const mostLevels = 6
export const mostAgreementBytes = 10 * 1024 * 1024
