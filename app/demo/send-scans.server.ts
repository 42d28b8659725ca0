import type { Database } from '~/platform/db.server'
import { keepScans } from '~/walks/keep-scans.server'
import type { MadeScan } from '~/walks/scan'
import type { KnownWalk } from '~/walks/walk-plans.server'
import type { demoCodes } from './demo-codes.server'
import { namedUuid } from './named-uuid.server'
import type { DayScan } from './walk-day'

const photoIsOldMs = 70 * 60_000

/** The volunteer's phone at a place: the same one each time. */
export const demoDevice = (campaign: string, place: string): string =>
  namedUuid(`device ${campaign} ${place}`)

export interface SendScans {
  db: Database
  walk: KnownWalk
  codes: Awaited<ReturnType<typeof demoCodes>>
  scans: readonly DayScan[]
  /** When each was made, milliseconds since 1970. */
  timeOf(scan: DayScan): number
  /** When they are sent. */
  now: number
}

/** Sends scans as the phones that made them would: walkers' by the codes they read, volunteers' for their place. */
export async function sendScans({ db, walk, codes, scans, timeOf, now }: SendScans): Promise<void> {
  const batches = new Map<string, MadeScan[]>()
  for (const scan of scans) {
    const at = Math.floor(timeOf(scan) / 1_000) * 1_000
    const { card, place, by } = scan
    const key = by === 'volunteer' ? place : ''
    const made: MadeScan =
      by === 'volunteer'
        ? { card, at, place }
        : {
            card,
            at,
            code: codes(place, by === 'poster' ? 'static' : 'page', by === 'photo' ? at - photoIsOldMs : at),
          }
    batches.set(key, [...(batches.get(key) ?? []), made])
  }
  for (const [place, made] of batches) {
    const volunteer = place ? { device: demoDevice(walk.plan.campaign, place), place } : undefined
    const answers = await keepScans(db, walk, { sentAt: now, volunteer }, made, now)
    const refused = answers.find((answer) => !answer.kept)
    if (refused && !refused.kept)
      throw new Error(`a scan of the demonstration was refused: ${refused.reason}`)
  }
}
