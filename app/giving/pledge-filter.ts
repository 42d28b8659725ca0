import { type PledgeState, pledgeStates } from './pledge'

/** What the desk's list of pledges is narrowed to; null is everything. */
export interface PledgeFilter {
  /** Part of a unit's name, or of a reference. */
  q: string
  state: PledgeState | null
  region: string | null
}

/** Reads it from an address; what names nothing narrows nothing. */
export function readPledgeFilter(query: URLSearchParams): PledgeFilter {
  const region = query.get('region') ?? ''
  return {
    q: (query.get('q') ?? '').replaceAll('\0', '').normalize('NFKC').trim().slice(0, 80),
    state: pledgeStates.find((state) => state === query.get('state')) ?? null,
    region: /^[a-z0-9-]{1,40}$/.test(region) ? region : null,
  }
}
