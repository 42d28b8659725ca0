import { askToKeep, keepOffline, type OfflineState } from '~/platform/phone/keep-offline'
import { openPhoneStore } from '~/platform/phone/open-phone-store'
import { openOutbox } from '~/platform/phone/outbox'
import { runSender } from '~/platform/phone/run-sender'
import type { CardId } from '../card-id'
import { readCardQr, type ShownCard } from '../card-qr'
import { codeChecker } from '../code-chain'
import { type Judgement, judgeCard } from '../judge-card'
import {
  answerAtGate,
  type GateAnswer,
  type Mark,
  mergeMarks,
  type Roster,
  type RosterWalker,
} from '../roster'
import type { MadeScan, ScanAnswer } from '../scan'
import type { VolunteerShellData } from '../volunteer-shell-data'
import { forgetGatePage } from './forget-names'
import {
  type GateEntry,
  ownMarks,
  ownStamps,
  putScans,
  relayed,
  relayedStamps,
  sayHello,
  sendGateScans,
  stampOf,
} from './gate-book'

/** What stands on the whole screen after a scan. */
export type GateScreen =
  | { kind: 'answer'; answer: GateAnswer }
  | { kind: 'done'; walkers: RosterWalker[]; visitor: CardId | null; stored: boolean }
  /** `already`: this card had arrived before. */
  | { kind: 'card'; shown: ShownCard; judgement: Judgement; already: Mark | null; stored: boolean }

export interface GateState {
  ready: boolean
  roster: Roster
  marks: Mark[]
  entries: GateEntry[]
  screen: GateScreen | null
  offline: OfflineState
  online: boolean
  /** The pass takes nothing any more: the server said so. */
  closed: boolean
  /** How far this phone's clock is ahead of the server's. */
  aheadMs: number
  lasting: boolean
}

export interface OpenGate {
  state(): GateState
  listen(changed: () => void): () => void
  /** Reads what the camera saw or somebody typed. */
  take(text: string): void
  /** Stamps these cards at this place. */
  stamp(cards: CardId[]): Promise<void>
  dismiss(): void
}

const refreshMs = 30_000

/** A volunteer's place behind the page: what it knows, and what can be done with it. One for each page. */
export function openGate(data: VolunteerShellData): OpenGate {
  const { pass, plan } = data
  const place = data.roster.place
  const check = codeChecker(plan.chains)
  let state: GateState = {
    ready: false,
    roster: data.roster,
    marks: [],
    entries: [],
    screen: null,
    offline: 'asking',
    online: navigator.onLine,
    closed: false,
    aheadMs: 0,
    lasting: true,
  }
  const listeners = new Set<() => void>()
  const set = (change: Partial<GateState>) => {
    state = { ...state, ...change }
    for (const changed of listeners) changed()
  }

  const opened = open()
  async function open() {
    // Of each pass its own: a phone that changes hands mixes nothing.
    const store = await openPhoneStore(`gate-${pass.id}`)
    const outbox = openOutbox<MadeScan, ScanAnswer>(store.outbox())
    const device = await store.settle('device', crypto.randomUUID())
    async function look(change: Partial<GateState> = {}) {
      const entries = await outbox.list()
      const aheadMs = change.aheadMs ?? state.aheadMs
      set({ ...change, entries, marks: ownMarks(entries, place, pass.label, aheadMs) })
    }
    const kept = await store.read<Roster>('roster')
    const roster = kept && kept.asOf > data.roster.asOf ? kept : data.roster
    await look({ roster, lasting: store.lasting, aheadMs: (await store.read<number>('ahead')) ?? 0 })
    const heard = (aheadMs: number) => {
      set({ aheadMs })
      void store.write('ahead', aheadMs)
    }
    const send = async () => {
      const end = await sendGateScans(outbox, device, heard)
      set({ closed: 'reason' in end && end.reason === 'closed' })
      return end
    }
    const sender = runSender(`gate-${pass.id}`, send, () => void look())
    return { store, outbox, device, look, sender, heard }
  }

  /** With a signal: who came at other gates, who registered since. */
  async function refresh() {
    const { store, look, device, heard } = await opened
    try {
      const response = await fetch('/pass/roster')
      if (response.status === 403) return forget()
      if (!response.ok) return
      const roster = (await response.json()) as Roster
      await store.write('roster', roster)
      await look({ roster })
      if (state.entries.every((entry) => entry.state !== 'waiting')) await sayHello(device, heard)
    } catch {
      // Without a signal what is here goes on.
    }
  }

  /** The pass is over or was taken back: names go at once, the page itself when nothing waits to be sent from it any more. */
  async function forget() {
    const { store, look } = await opened
    const roster = { ...state.roster, walkers: [], marks: [], asOf: now() }
    await store.write('roster', roster)
    await look({ roster, closed: true })
    if (state.entries.every((entry) => entry.state !== 'waiting')) await forgetGatePage()
  }

  async function begin() {
    await opened
    set({ ready: true })
    void askToKeep()
    void refresh()
    const lang = data.locale === 'en' ? '/en' : ''
    set({ offline: await keepOffline([`${lang}/pass/gate`]) })
  }

  const now = () => Date.now() - state.aheadMs
  const today = () => new Date(now() + 8 * 3_600_000).toISOString().slice(0, 10)

  const answerTo = (text: string) =>
    set({ screen: { kind: 'answer', answer: answerAtGate(state.roster, state.marks, text, today()) } })

  /**
   * A walker's phone showed its card: what it holds goes on from here. At the finish the card is judged, and is stamped at once when
   * it is complete; anywhere else it is a card like any other.
   */
  async function takeCard(shown: ShownCard) {
    const { outbox, device, look, sender } = await opened
    const before = [
      ...ownStamps(state.marks, place, shown.card),
      ...relayedStamps(state.entries, check, shown.card, state.aheadMs),
    ]
    const judgement = judgeCard(plan, check, state.roster, shown, before, now())
    const already = mergeMarks([...state.roster.marks, ...state.marks]).get(shown.card) ?? null
    const atFinish = state.roster.placeKind === 'finish'
    const arrives = atFinish && judgement.complete && !already
    const scans = [
      ...relayed(shown, Date.now()),
      ...(arrives ? [stampOf(shown.card, place, Date.now())] : []),
    ]
    const stored = await putScans(outbox, scans, device, Date.now())
    await look(atFinish ? { screen: { kind: 'card', shown, judgement, already, stored } } : {})
    if (!atFinish) answerTo(shown.card)
    sender.wake()
  }

  addEventListener('offline', () => set({ online: false }))
  addEventListener('online', () => {
    set({ online: true })
    void refresh()
  })
  setInterval(() => navigator.onLine && document.visibilityState === 'visible' && void refresh(), refreshMs)
  void begin()

  return {
    state: () => state,
    listen(changed) {
      listeners.add(changed)
      return () => void listeners.delete(changed)
    },
    take(text) {
      const shown = readCardQr(text)
      if (shown) return void takeCard(shown)
      answerTo(text)
    },
    async stamp(cards) {
      const { outbox, device, look, sender } = await opened
      const scans = cards.map((card) => stampOf(card, place, Date.now()))
      const stored = await putScans(outbox, scans, device, Date.now())
      const walkers = state.roster.walkers.filter(({ card }) => cards.includes(card))
      const visitor = cards.find((card) => !walkers.some((walker) => walker.card === card)) ?? null
      await look({ screen: { kind: 'done', walkers, visitor, stored } })
      sender.wake()
    },
    dismiss: () => set({ screen: null }),
  }
}
