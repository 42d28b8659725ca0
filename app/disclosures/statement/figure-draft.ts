import type { Both } from './figure'

/** A figure before it knows the page of its records. */
export interface FigureDraft {
  key: string
  label: Both
  count?: number
  unit?: Both
  amountFen?: bigint
}
