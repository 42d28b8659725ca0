import type { FundKind } from './fund'
import { fundKinds } from './fund-limits'

export const fundRanks = ['position', 'balance', 'received', 'disbursed'] as const
export type FundRank = (typeof fundRanks)[number]

export interface FundFilter {
  q: string
  group: string | null
  kind: FundKind | null
  by: FundRank
}
/** Where a page of a ranking ended. */
export interface FundRankKey {
  rank: bigint
  slug: string
}

/** How the list of funds is narrowed and ranked, from an address. */
export const readFundFilter = (search: URLSearchParams): FundFilter => ({
  q: (search.get('q') ?? '').replaceAll('\0', '').trim().slice(0, 60),
  group: /^[a-z0-9-]{1,64}$/.test(search.get('group') ?? '') ? search.get('group') : null,
  kind: fundKinds.find((one) => one === search.get('kind')) ?? null,
  by: fundRanks.find((one) => one === search.get('by')) ?? 'position',
})

export const spellRankKey = ({ rank, slug }: FundRankKey): string => `${rank},${slug}`

/** Where a page began; undefined for what is no such place. */
export function readRankKey(typed: string | null): FundRankKey | undefined {
  const [, rank, slug] = /^(-?\d{1,18}),([a-z0-9-]{1,64})$/.exec(typed ?? '') ?? []
  return rank && slug ? { rank: BigInt(rank), slug } : undefined
}
