import { readTrails, spellTrails } from './read-trail'
import { readTyped } from './typed-fields'
import type { WalkSettings } from './walk-input'

/** A GPX file of a whole day. */
const longestTrail = 2_000_000
export const trailFieldNames = ['trails'] as const
export type TrailFields = Record<(typeof trailFieldNames)[number], string>

export const readTrailFields = (form: FormData): TrailFields => readTyped(form, trailFieldNames, longestTrail)

export const fieldsOfTrails = (facts: Pick<WalkSettings, 'trails'>): Partial<TrailFields> =>
  facts.trails ? { trails: spellTrails(facts.trails) } : {}

/** What is wrong, as what is said next to the field; a line's number where it is one line. */
export function readTrailForm({
  trails,
}: TrailFields):
  | { ok: true; trails: WalkSettings['trails'] }
  | { ok: false; errors: Record<string, string>; line?: number } {
  const read = readTrails(trails)
  return read.ok ? read : { ok: false, errors: { trails: `trail-${read.reason}` }, line: read.line }
}
