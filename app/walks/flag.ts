import type { CardFlag, CardStamp, ScanFlag } from './stamp-rules'

export const flagReasons = [
  'code-early',
  'code-late',
  'code-revoked',
  'place-closed',
  'clock-off',
  'another-day',
  'pass-over',
  'too-fast',
  'out-of-order',
] as const satisfies readonly (ScanFlag | CardFlag)[]
export type FlagReason = (typeof flagReasons)[number]

export const flagDecisions = ['fine', 'void'] as const
export type FlagDecision = (typeof flagDecisions)[number]

/** What names a flag. */
export interface FlagName {
  card: string
  place: string
  reason: FlagReason
}

/** A flag with everything by which a person decides. Times in milliseconds since 1970. */
export interface Flag extends FlagName {
  raisedAt: number
  decision: FlagDecision | null
  decidedBy: string
  /** Null for a visitor's card. */
  bib: number | null
  level: string | null
  /** The whole card, earliest first. */
  line: CardStamp[]
}
