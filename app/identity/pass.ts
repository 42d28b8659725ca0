import { z } from 'zod'
import { type Day, shanghaiDay } from '~/platform/dates'
import type { Actor } from './actor'
import { type PassRole, passRoles } from './role'

/** A volunteer's pass as the phone that carries it knows it. */
export interface Pass {
  id: string
  role: PassRole
  /** Slug. */
  campaign: string
  /** The place's name. */
  place: string
  /** Who carries it, as they are called on the spot. */
  label: string
  validOn: Day
  /** When the place is open, in the organiser's words; may be empty. */
  hours: string
  /** Whom to call, with a number; may be empty. */
  contact: string
}

/** One line of words: spaces within are one, so that a place is not two by a slip of the finger. */
const words = (most: number) =>
  z
    .string()
    .normalize()
    .transform((text) => text.replace(/\s+/gu, ' ').trim())
    .pipe(z.string().refine((text) => [...text].length <= most && !/\p{Cc}/u.test(text)))
const someWords = (most: number) => words(most).pipe(z.string().min(1))

const isDay = (day: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) &&
  !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) &&
  new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)

/** Longest name of a place, and of who carries the pass, in code points. */
export const longestPassWord = 40

export const passInput = z.object({
  /** Made with the form: sent twice, it makes one pass. */
  id: z.uuid(),
  role: z.enum(passRoles),
  campaign: z.string().regex(/^[a-z0-9-]{1,64}$/),
  place: someWords(longestPassWord),
  label: someWords(longestPassWord),
  validOn: z.string().refine(isDay),
  hours: words(longestPassWord).default(''),
  contact: words(60).default(''),
})
export type PassInput = z.input<typeof passInput>

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

/** Seconds from `now` until its day ends in Asia/Shanghai. */
export function secondsLeftOfDay(now: Date): number {
  const end = Date.parse(`${shanghaiDay(now)}T00:00:00+08:00`) + dayMs
  return Math.ceil((end - now.getTime()) / 1_000)
}

/** The number to dial in "who to call", or null where there is none. */
export const numberToDial = (contact: string): string | null =>
  /\+?\d(?:[\s-]?\d){4,14}/.exec(contact)?.[0].replace(/[\s-]/g, '') ?? null
