import type { LaidDay } from './lay-walk-day'
import { type OwnSite, startOwnSite } from './own-site'

export const walkPath = '/walk/walk-12'

export interface Site<Laid> extends OwnSite<Laid> {
  /** The card's stamps as the server has them. */
  stampsOf(card: string): Promise<{ place: string; at: number }[]>
}

/** A code of each place, by its key. */
export type WalkSite = Site<object> & { codes: Record<string, string> }

/** A server of the test's own with one open walk: the demonstration's may have none, and its clock and network are everybody's. */
export async function openWalkSite(port: number): Promise<WalkSite> {
  const site = await openSite<Record<string, string>>(port, 'lay-walk.ts')
  return { ...site, codes: site.laid }
}

/** Today is the day of the walk: with people who registered, volunteers' passes and printed posters. */
export const openDaySite = (port: number) => openSite<LaidDay>(port, 'lay-walk-day.ts')

async function openSite<Laid>(port: number, script: string): Promise<Site<Laid>> {
  const site = await startOwnSite<Laid>(port, script)
  return {
    ...site,
    async stampsOf(card) {
      const response = await fetch(`${site.url}/api/v1/walks/walk-12/cards/${card}`)
      return response.ok
        ? ((await response.json()) as { stamps: { place: string; at: number }[] }).stamps
        : []
    },
  }
}
