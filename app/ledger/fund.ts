import type { Day } from '~/platform/dates'

export type FundKind = 'federation' | 'community' | 'campaign_pool' | 'project'

/** 基金: a named purse with its own balance. Its slug stands in sealed leaves and never changes. */
export interface Fund {
  slug: string
  kind: FundKind
  nameZh: string
  nameEn: string
  purposeZh: string
  purposeEn: string
  /** 限定性: given for this purpose only. */
  restricted: boolean
  /** Where it stands in lists; equal positions are ordered by slug. */
  position: number
}

/** What more is published of a fund: who founded and runs it, its opening rule, the group that it is counted in. */
export interface FundFacts {
  founder: string
  manager: string
  foundedOn: Day | null
  /** 起始资金: with less no fund of its kind is opened; null where nothing was laid down. */
  openingMinFen: bigint | null
  /** Key of its group. */
  group: string | null
}
export const noFundFacts: FundFacts = {
  founder: '',
  manager: '',
  foundedOn: null,
  openingMinFen: null,
  group: null,
}

/** What funds are counted in: 镇街, for example. */
export interface FundGroup {
  key: string
  nameZh: string
  nameEn: string
  position: number
}

/** Whole fen over sealed entries; `treeSize` is the log's size when they last moved (0: never). */
export interface FundTotals {
  receivedFen: bigint
  disbursedFen: bigint
  balanceFen: bigint
  treeSize: bigint
}
/** `version` counts saves of its texts. */
export type FundWithTotals = Fund & FundFacts & FundTotals & { version: number }
