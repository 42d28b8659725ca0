import type { CountFields } from './count-form'
import type { StallFieldErrors, StallFields } from './stall-form'

export const stallDeeds = ['saved', 'unchanged', 'counted', 'ended'] as const
export type StallDeed = (typeof stallDeeds)[number]

/** What a stall's page on the desk refuses, with what was typed: of one of its three forms. */
export interface StallAnswer {
  fields?: StallFields
  errors?: StallFieldErrors
  reason?: string
  count?: { fields: CountFields; reason: string }
  ended?: { device: string; note: string; reason: 'unknown-device' | 'no-note' }
}
