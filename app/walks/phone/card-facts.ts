import type { PhoneStore } from '~/platform/phone/open-phone-store'
import type { CardId } from '../card-id'
import type { GivenCard } from '../given-card'
import type { WalkPlan } from '../walk-plan'

/** A plan and when the server told it, milliseconds since 1970 by the server. */
export interface KnownPlan {
  plan: WalkPlan
  asOf: number
}
/** A code that no plan at hand knew: looked up as soon as there is a signal, with the time it was scanned at. */
export interface UnknownCode {
  text: string
  at: number
}

/** What the stamp card keeps beside its queue, one name for each fact. */
export const cardFacts = (store: PhoneStore) => ({
  plans: async () => (await store.read<Record<string, KnownPlan>>('plans')) ?? {},
  /** Of two the server told later wins. */
  async keepPlan(known: KnownPlan): Promise<Record<string, KnownPlan>> {
    const plans = (await store.read<Record<string, KnownPlan>>('plans')) ?? {}
    const held = plans[known.plan.campaign]
    if (held && held.asOf >= known.asOf) return plans
    const next = { ...plans, [known.plan.campaign]: known }
    await store.write('plans', next)
    return next
  },
  card: (campaign: string) => store.read<CardId>(`card ${campaign}`),
  /** The first card that any tab made is the card. */
  settleCard: (campaign: string, made: CardId) => store.settle(`card ${campaign}`, made),
  /** The visitor's card that this phone made itself: only its stamps go along to another card. */
  made: (campaign: string) => store.read<CardId>(`made ${campaign}`),
  setMade: (campaign: string, card: CardId) => store.write(`made ${campaign}`, card),
  /** From which card the stamps went to which. */
  carried: (campaign: string) => store.read<{ from: CardId; to: CardId }>(`carried ${campaign}`),
  setCarried: (campaign: string, way: { from: CardId; to: CardId }) =>
    store.write(`carried ${campaign}`, way),
  setCard: (campaign: string, card: CardId) => store.write(`card ${campaign}`, card),
  level: (campaign: string) => store.read<string>(`level ${campaign}`),
  setLevel: (campaign: string, level: string) => store.write(`level ${campaign}`, level),
  given: (campaign: string) => store.read<GivenCard>(`given ${campaign}`),
  setGiven: (campaign: string, given: GivenCard) => store.write(`given ${campaign}`, given),
  ahead: () => store.read<number>('ahead'),
  setAhead: (aheadMs: number) => store.write('ahead', aheadMs),
  unknown: async () => (await store.read<UnknownCode[]>('unknown')) ?? [],
  setUnknown: (codes: UnknownCode[]) => store.write('unknown', codes),
})
export type CardFacts = ReturnType<typeof cardFacts>
