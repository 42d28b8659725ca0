import type { CountFields } from './count-form'
import type { StallFieldErrors, StallFields } from './stall-form'

/** What a stall's page on the desk refuses, with what was typed: of one of its three forms. */
export interface StallAnswer {
  fields?: StallFields
  errors?: StallFieldErrors
  reason?: string
  count?: { fields: CountFields; reason: string }
  ended?: { device: string; note: string; reason: 'unknown-device' | 'no-note' }
}
