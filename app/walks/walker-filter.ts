import { isUuid } from '~/platform/is-uuid'
import { walkerStates } from './walker'

/** A state; or those who cancelled after they had paid, whose fee is still here. */
export const walkerChoices = [...walkerStates, 'fee-held'] as const
export type WalkerChoice = (typeof walkerChoices)[number]

/** What the desk's list of walkers is narrowed to; null is everything. */
export interface WalkerFilter {
  /** Part of a name, or a number. */
  q: string
  unit: string | null
  level: string | null
  state: WalkerChoice | null
}

/** Reads it from an address; what names nothing narrows nothing. */
export function readWalkerFilter(query: URLSearchParams): WalkerFilter {
  const unit = query.get('unit') ?? ''
  const level = query.get('level') ?? ''
  return {
    q: (query.get('q') ?? '').replaceAll('\0', '').trim().slice(0, 60),
    unit: isUuid(unit) ? unit : null,
    level: /^[a-z0-9-]{1,40}$/.test(level) ? level : null,
    state: walkerChoices.find((state) => state === query.get('state')) ?? null,
  }
}
