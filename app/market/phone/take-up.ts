import type { PhoneStore } from '~/platform/phone/open-phone-store'
import type { StallPlan } from '../stall-plan'

/** Which stall the pass in this phone is for, as its shell says. */
export interface StallPlace {
  campaign: string
  stall: string
}
/**
 * `fresh`: the server answered · `kept`: without a signal, from what this phone keeps · `refused`: the pass does not allow it
 * (`reason`) · `nothing`: the first time, and no signal.
 */
export type TakenUp =
  | { state: 'fresh' | 'kept'; plan: StallPlan }
  | { state: 'refused'; reason: string; plan: StallPlan | null }
  | { state: 'nothing' }

const nameOf = (fact: 'device' | 'plan', { campaign, stall }: StallPlace) => `${fact}:${campaign}/${stall}`
/** The server says that this phone's name is of no use here: it takes another. */
const anew = ['device-elsewhere', 'device-ended']

/** Takes the stall up, or finds what this phone keeps of it. Its name is made here and stays, so that asking twice is asking once. */
export async function takeUp(store: PhoneStore, place: StallPlace): Promise<TakenUp> {
  const kept = (await store.read<StallPlan>(nameOf('plan', place))) ?? null
  for (let tries = 0; tries < 2; tries++) {
    const device = (await store.read<string>(nameOf('device', place))) ?? crypto.randomUUID()
    await store.write(nameOf('device', place), device)
    const asked = await ask(place.campaign, device)
    if (asked === null) return kept ? { state: 'kept', plan: kept } : { state: 'nothing' }
    if ('plan' in asked) {
      // The pass may be another stall's than the kept page knows of: what it says is kept under its own name.
      await store.write(nameOf('plan', asked.plan), asked.plan)
      await store.write(nameOf('device', asked.plan), device)
      return { state: 'fresh', plan: asked.plan }
    }
    if (!anew.includes(asked.reason)) return { state: 'refused', reason: asked.reason, plan: kept }
    await store.write(nameOf('device', place), crypto.randomUUID())
  }
  return { state: 'refused', reason: 'device-ended', plan: kept }
}

/** Null when nobody answered, or something that is no answer of ours. */
async function ask(
  campaign: string,
  device: string,
): Promise<{ plan: StallPlan } | { reason: string } | null> {
  try {
    const response = await fetch(`/api/v1/market/${campaign}/devices`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ device }),
    })
    const body = await response.json()
    if (response.ok && typeof body.deviceNumber === 'number') return { plan: body as StallPlan }
    return response.status < 500 && typeof body.error === 'string' ? { reason: body.error } : null
  } catch {
    return null
  }
}
