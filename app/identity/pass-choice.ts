import type { PassFields } from './pass-fields'
import type { PassRole } from './role'

/** A place that is known beforehand: of the walk, or a stall of the market. Other rooms list them; a pass names one by its key. */
export interface PassChoice {
  /** `place:cp1`, `stall:s1`. */
  value: string
  label: string
  /** What the pass calls the place. */
  place: string
  role: PassRole
}

/** A pass for a chosen place is called as the place is, and does what is done there. Null when nothing such is to choose. */
export function takeChoice(fields: PassFields, choices: readonly PassChoice[]): PassFields | null {
  if (fields.placeKey === '') return fields
  const chosen = choices.find(({ value }) => value === fields.placeKey)
  return chosen ? { ...fields, place: chosen.place, role: chosen.role } : null
}
