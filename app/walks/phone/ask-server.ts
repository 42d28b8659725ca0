import type { CardId } from '../card-id'
import type { GivenCard } from '../given-card'
import type { WalkPlan } from '../walk-plan'
import type { KnownPlan } from './card-facts'

/** `unknown`: the server says there is none · `no-signal`: it could not be asked. */
export type Asked<Found> = { found: Found } | { found: null; why: 'unknown' | 'no-signal' }

const patienceMs = 15_000

async function ask<Found>(url: string, read: (response: Response) => Promise<Found>): Promise<Asked<Found>> {
  const controller = new AbortController()
  const patience = setTimeout(() => controller.abort(), patienceMs)
  try {
    const response = await fetch(url, { signal: controller.signal })
    if (response.ok) return { found: await read(response) }
    return { found: null, why: response.status === 404 ? 'unknown' : 'no-signal' }
  } catch {
    return { found: null, why: 'no-signal' }
  } finally {
    clearTimeout(patience)
  }
}

const knownPlan = async (response: Response): Promise<KnownPlan> => ({
  plan: (await response.json()) as WalkPlan,
  asOf: Date.parse(response.headers.get('Date') ?? '') || 0,
})

export const askPlan = (campaign: string) => ask(`/api/v1/walks/${campaign}/plan`, knownPlan)
export const askPlanOfChain = (chain: string) => ask(`/api/v1/walks/plan?chain=${chain}`, knownPlan)
export const askCard = (campaign: string, card: CardId) =>
  ask(`/api/v1/walks/${campaign}/cards/${card}`, (response) => response.json() as Promise<GivenCard>)
