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

/** Whole fen over sealed entries; `treeSize` is the log's size when they last moved (0: never). */
export interface FundTotals {
  receivedFen: bigint
  disbursedFen: bigint
  balanceFen: bigint
  treeSize: bigint
}
/** `version` counts saves of its texts. */
export type FundWithTotals = Fund & FundTotals & { version: number }
