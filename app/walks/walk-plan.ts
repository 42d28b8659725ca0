import type { Day } from '~/platform/dates'
import type { PublicChain } from './code-chain'

export interface PlanPlace {
  key: string
  kind: 'checkpoint' | 'start' | 'finish'
  nameZh: string
  nameEn: string
  gameZh: string
  gameEn: string
  /** On the organiser's map, in thousandths of its width. */
  x: number
  y: number
  /** Milliseconds since 1970. */
  opensAt: number
  closesAt: number
}

export interface PlanLevel {
  key: string
  nameZh: string
  nameEn: string
  km: number
  /** Keys of the checkpoints that complete it; the start and the finish are not among them. */
  needs: string[]
}

/** A campaign's walk as phones keep it: public, no personal data, enough to check codes and apply the rules without signal. */
export interface WalkPlan {
  campaign: string
  nameZh: string
  nameEn: string
  day: Day
  stampOrder: 'free' | 'fixed'
  leastMinutesApart: number
  /** Milliseconds since 1970. */
  backBy: number
  /** Polylines in thousandths of the map's width. */
  trails: [x: number, y: number][][]
  /** In the organiser's order. */
  places: PlanPlace[]
  levels: PlanLevel[]
  chains: PublicChain[]
}
