import { inLocale, locales, pathIn } from '~/platform/i18n'
import { askToKeep, keepOffline } from '~/platform/phone/keep-offline'
import { openPhoneStore } from '~/platform/phone/open-phone-store'
import { openOutbox } from '~/platform/phone/outbox'
import { runSender } from '~/platform/phone/run-sender'
import { type CardId, newCardId, readCardId } from '../card-id'
import type { CardShellData } from '../card-shell-data'
import type { ScanAnswer } from '../scan'
import type { WalkPlan } from '../walk-plan'
import { askCard, askPlan, askPlanOfChain } from './ask-server'
import { movedTo, putScan, type QueuedScan, scanOf, stampsOf } from './card-book'
import { cardFacts, type KnownPlan } from './card-facts'
import { readSnapshot, writeSnapshot } from './card-snapshot'
import { type CardState, type OpenCard, scanHash } from './card-state'
import { type Scanned, scannedReader } from './read-scanned'
import { postScans, sendScans } from './send-scans'

/** The stamp card behind the page: what it knows, and what can be done with it. One for each page. */
export function openCard(data: CardShellData): OpenCard {
  const plan = data.plan
  const last = readSnapshot(plan?.campaign)
  let state: CardState = {
    ready: last !== null,
    plan,
    plans: plan ? [plan] : [],
    ...(last ?? { card: null, given: null, level: null, entries: [] }),
    result: null,
    offline: 'asking',
    online: navigator.onLine,
    closed: false,
    aheadMs: null,
    lasting: true,
  }
  const listeners = new Set<() => void>()
  const set = (change: Partial<CardState>) => {
    state = { ...state, ...change }
    for (const changed of listeners) changed()
  }

  const opened = open()
  async function open() {
    const store = await openPhoneStore('card')
    const facts = cardFacts(store)
    const outbox = openOutbox<QueuedScan, ScanAnswer>(store.outbox())
    let plans = await facts.plans()
    if (plan && (plans[plan.campaign]?.asOf ?? -1) < data.asOf)
      plans = { ...plans, [plan.campaign]: { plan, asOf: data.asOf } }
    let reader = scannedReader(Object.values(plans).map((known) => known.plan))

    async function learn(known: KnownPlan) {
      plans = { ...(await facts.keepPlan(known)), [known.plan.campaign]: known }
      reader = scannedReader(Object.values(plans).map((one) => one.plan))
      const current = state.plan && plans[state.plan.campaign]?.plan
      set({ plans: Object.values(plans).map((one) => one.plan), ...(current && { plan: current }) })
    }
    /** Reads what another tab may have written since. */
    async function look(campaign: string | undefined, change: Partial<CardState> = {}) {
      const entries = await outbox.list()
      if (!campaign) return set({ entries, ...change })
      const [card, given, level] = await Promise.all([
        facts.card(campaign),
        facts.given(campaign),
        facts.level(campaign),
      ])
      const known = plans[campaign]?.plan ?? null
      const levels = known?.levels.map(({ key }) => key) ?? []
      const chosen = [level, given?.level, levels[0]].find((key) => key && levels.includes(key)) ?? null
      set({ entries, plan: known, card: card ?? null, given: given ?? null, level: chosen, ...change })
      writeSnapshot(campaign, state)
    }
    const aheadMs = (await facts.ahead()) ?? null
    await look(plan?.campaign, {
      lasting: store.lasting,
      aheadMs,
      plans: Object.values(plans).map((known) => known.plan),
    })

    const sender = runSender(
      'card',
      async () => {
        const end = await sendScans(outbox, (campaign, entries) =>
          postScans((ahead) => {
            set({ aheadMs: ahead })
            void facts.setAhead(ahead)
          })(campaign, entries),
        )
        set({ closed: 'reason' in end && end.reason === 'closed' })
        return end
      },
      () => void look(state.plan?.campaign),
    )
    return { facts, outbox, sender, learn, look, read: (text: string) => reader(text) }
  }
  type Opened = Awaited<typeof opened>

  async function stamp(house: Opened, scanned: Scanned & { kind: 'stamp' }, at: number) {
    const { facts, outbox, look, sender } = house
    await look(scanned.campaign)
    const held = state.plan ? stampsOf(state.entries, state.plan, state.card, state.given) : []
    const before = held.find(({ place }) => place === scanned.chain.place)
    if (before) return set({ result: { kind: 'already', place: before.place, at: before.at } })
    const card = state.card ?? (await makeCard(facts, scanned.campaign))
    const way = await facts.carried(scanned.campaign)
    const scan = scanOf(scanned, card, at, way?.to === card ? way.from : undefined)
    // Stored before the tick is said.
    const put = await putScan(outbox, scan)
    await look(scanned.campaign, {
      card,
      result: { kind: 'stamped', place: scan.place, at: scan.made.at, stored: put === 'stored' },
    })
    sender.wake()
    void askToKeep()
  }

  /** A code that no plan knew is asked for; without signal it is kept for later. */
  async function lookUp(house: Opened, text: string, chain: string, at: number) {
    const { facts, learn, read } = house
    const asked = await askPlanOfChain(chain)
    if (asked.found) {
      await learn(asked.found)
      const scanned = read(text)
      if (scanned.kind === 'stamp') return stamp(house, scanned, at)
      return set({ result: { kind: scanned.kind === 'forged' ? 'forged' : 'unknown-chain', asked: true } })
    }
    if (asked.why === 'no-signal') await facts.setUnknown([...(await facts.unknown()), { text, at }])
    set({ result: { kind: 'unknown-chain', asked: asked.why === 'unknown' } })
  }

  async function take(text: string, at = Date.now()) {
    const house = await opened
    const scanned = house.read(text)
    if (scanned.kind === 'stamp') return stamp(house, scanned, at)
    if (scanned.kind === 'unknown-chain') return lookUp(house, text, scanned.code.chain, at)
    if (scanned.kind === 'card') return restore(scanned.card)
    if (scanned.kind === 'forged') await house.look(scanned.campaign)
    set({ result: { kind: scanned.kind } })
  }

  /** Codes that were scanned without signal and without their plan. */
  async function lookUpUnknown(house: Opened) {
    const codes = await house.facts.unknown()
    // Without a signal nothing new can be said, and what was just stamped must stay in sight.
    if (codes.length === 0 || !navigator.onLine) return
    await house.facts.setUnknown([])
    for (const { text, at } of codes) {
      const scanned = house.read(text)
      if (scanned.kind === 'unknown-chain') await lookUp(house, text, scanned.code.chain, at)
      else await take(text, at)
    }
  }

  async function makeCard(facts: Opened['facts'], campaign: string): Promise<CardId> {
    const card = await facts.settleCard(campaign, newCardId())
    await facts.setMade(campaign, card)
    return card
  }

  /**
   * This phone takes up a card: a ticket's, or the own one from before storage was cleared. The scans of a visitor's card go with
   * it; a ticket's stay where they are, for a phone may hold those of a whole family.
   */
  async function restore(card: CardId) {
    const { facts, outbox, look, sender } = await opened
    const campaign = state.plan?.campaign
    if (!campaign) return set({ result: { kind: 'nothing-of-ours' } })
    const before = state.card
    const { given } = state
    const visitors = given?.card === before ? !given?.registered : before === (await facts.made(campaign))
    await facts.setCard(campaign, card)
    if (before && before !== card && visitors) {
      await facts.setCarried(campaign, { from: before, to: card })
      for (const scan of movedTo(await outbox.list(), campaign, before, card)) await putScan(outbox, scan)
    }
    const asked = await askCard(campaign, card)
    if (asked.found) await facts.setGiven(campaign, asked.found)
    await look(campaign, {
      result: {
        kind: 'took-card',
        card,
        restored: asked.found?.stamps.length ?? null,
        ...(asked.found === null && { why: asked.why }),
      },
    })
    sender.wake()
  }

  async function begin() {
    const house = await opened
    const { pathname, hash } = location
    const [, page, named] = /^(?:\/en)?\/(s|t)\/([^/]+)$/.exec(pathname) ?? []
    const ticket = readCardId(/#card=([^&]+)/.exec(hash)?.[1] ?? (page === 't' && named ? named : ''))
    if (page && !state.plan && state.plans.length === 1) await house.look(state.plans[0]!.campaign)
    if (page === 's' && named) await take(location.origin + pathname)
    else if (ticket && ticket !== state.card) await restore(ticket)
    set({ ready: true })
    showAddress(data.locale, state.plan)
    await refresh(house)
  }

  /** With a signal: the newest plan, what other phones sent for this card, codes that waited, and everything kept for later. */
  async function refresh(house: Opened) {
    const campaign = state.plan?.campaign
    if (plan) await house.facts.keepPlan({ plan, asOf: data.asOf })
    const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    if (campaign && (visit?.workerStart ?? 0) > 0) {
      const asked = await askPlan(campaign)
      if (asked.found) await house.learn(asked.found)
    }
    // A card of which the server has nothing yet is not asked for.
    const sent = state.entries.some((one) => one.state === 'kept' && one.item.made.card === state.card)
    if (campaign && state.card && (sent || state.given)) {
      const asked = await askCard(campaign, state.card)
      if (asked.found) await house.facts.setGiven(campaign, asked.found).then(() => house.look(campaign))
    }
    await lookUpUnknown(house)
    if (!campaign) return set({ offline: 'not-yet' })
    // In both languages: whoever changes it on the way has no signal either.
    const pages = locales.flatMap((locale) => [pathIn(locale, `/walk/${campaign}`), pathIn(locale, '/s/')])
    set({ offline: await keepOffline(pages) })
  }

  addEventListener('offline', () => set({ online: false }))
  addEventListener('online', () => {
    set({ online: true })
    void opened.then(refresh)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void opened.then(({ look }) => look(state.plan?.campaign))
  })
  void begin()

  return {
    state: () => state,
    listen(changed) {
      listeners.add(changed)
      return () => void listeners.delete(changed)
    },
    take: (text) => take(text),
    restore,
    async chooseWalk(campaign) {
      const house = await opened
      await house.look(campaign)
      showAddress(data.locale, state.plan)
      await refresh(house)
    },
    chooseLevel(level) {
      set({ level })
      if (state.plan) void opened.then(({ facts }) => facts.setLevel(state.plan!.campaign, level))
    },
    dismiss: () => set({ result: null }),
  }
}

/** The walk's own address, so that reloading neither scans again nor takes a card twice. */
function showAddress(locale: CardShellData['locale'], plan: WalkPlan | null) {
  if (!plan) return
  const hash = location.hash === scanHash ? scanHash : ''
  history.replaceState(null, '', pathIn(locale, `/walk/${plan.campaign}`) + hash)
  document.title = inLocale(locale, { zh: plan.nameZh, en: plan.nameEn })
}
