import { type Day, shanghaiDay } from '~/platform/dates'
import type { Actor } from './actor'
import type { PassRole } from './role'

/** A volunteer's pass as the phone that carries it knows it. */
export interface Pass {
  id: string
  role: PassRole
  /** Slug. */
  campaign: string
  /** The place's name. */
  place: string
  /** `place:cp1` of the walk, `stall:s1` of the market, or empty. */
  placeKey: string
  /** Who carries it, as they are called on the spot. */
  label: string
  validOn: Day
  /** When the place is open, in the organiser's words; may be empty. */
  hours: string
  /** Whom to call, with a number; may be empty. */
  contact: string
}

export type PassState = 'today' | 'coming' | 'over' | 'revoked'

/** Where a pass stands on `today` (Asia/Shanghai). */
export function passState(
  { validOn, revokedAt }: { validOn: Day; revokedAt: Date | null },
  today: Day,
): PassState {
  if (revokedAt) return 'revoked'
  if (validOn === today) return 'today'
  return validOn > today ? 'coming' : 'over'
}

/** A place by its campaign and its name: two campaigns may each have a north gate. */
export const placeScope = (campaign: string, place: string): string => `${campaign}/${place}`

/** Whoever works with this pass: one role at one place, and nothing else. The trail names the carrier and the place. */
export const passActor = ({ id, role, campaign, place, label }: Pass, from: string): Actor => ({
  kind: 'pass',
  id,
  name: `${label} · ${place}`,
  from,
  grants: [{ role, scope: placeScope(campaign, place), standsInFor: null }],
})

const dayMs = 86_400_000

/** A phone that had no signal all day sends what it holds when it comes home: as long as it still carries the pass. */
export const lateNewsSeconds = 3 * 86_400
/** When nobody takes late news in with a pass any more: three days after its day has ended in Asia/Shanghai. */
export const lateNewsEnd = ({ validOn }: Pick<Pass, 'validOn'>): Date =>
  new Date(Date.parse(`${validOn}T00:00:00+08:00`) + dayMs + lateNewsSeconds * 1_000)

/** Seconds from `now` until its day ends in Asia/Shanghai. */
export function secondsLeftOfDay(now: Date): number {
  const end = Date.parse(`${shanghaiDay(now)}T00:00:00+08:00`) + dayMs
  return Math.ceil((end - now.getTime()) / 1_000)
}

/** The number to dial in "who to call", or null where there is none. */
export const numberToDial = (contact: string): string | null =>
  /\+?\d(?:[\s-]?\d){4,14}/.exec(contact)?.[0].replace(/[\s-]/g, '') ?? null
