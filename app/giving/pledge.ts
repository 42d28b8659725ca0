import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'

/** open (the transfer is awaited) → arrived (all of it is here); withdrawn: nothing more is expected. */
export const pledgeStates = ['open', 'arrived', 'withdrawn'] as const
export type PledgeState = (typeof pledgeStates)[number]

/** 对口帮扶地区. `fund` null: what is pledged to it follows the campaign's routing. */
export interface PledgeRegion {
  key: string
  zh: string
  en: string
  fund: string | null
}

/** How a campaign takes pledges. */
export interface PledgeSetting {
  campaign: string
  takesPledges: boolean
  regions: PledgeRegion[]
  /** Funds that a unit may name. */
  funds: string[]
  accountName: string
  bankName: string
  accountNumber: string
  version: number
}
export const mostRegions = 8

/** 认捐: a unit's promise. It is no money: it stands in no total of what came in. */
export interface Pledge {
  id: string
  campaign: string
  reference: string
  unitName: string
  contactName: string
  contactEmail: string
  contactPhone: string
  nameConsent: boolean
  locale: Locale
  amountFen: Fen
  arrivedFen: Fen
  fund: string | null
  region: string
  state: PledgeState
  note: string
  pledgedOn: Day
  dueOn: Day | null
  withdrawnReason: string
  madeBy: 'form' | 'desk' | 'import'
  remindedAt: Date | null
  remindedLastAt: Date | null
  version: number
  createdAt: Date
}

/** Its maker may change it while nothing has arrived. */
export const isFree = (pledge: Pick<Pledge, 'state' | 'arrivedFen'>): boolean =>
  pledge.state === 'open' && pledge.arrivedFen === 0n

/** `arrived` once all that was promised is here. */
export const stateFor = (amountFen: Fen, arrivedFen: Fen): 'open' | 'arrived' =>
  arrivedFen >= amountFen ? 'arrived' : 'open'

/** As the form names it: empty when it is left to the federation. */
export const designationOf = ({ region, fund }: { region: string; fund: string | null }): string =>
  region !== '' ? `region:${region}` : fund ? `fund:${fund}` : ''
