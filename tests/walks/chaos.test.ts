import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seededRandom } from '~/demo/seeded-random'
import { openOutbox } from '~/platform/phone/outbox'
import type { Posted } from '~/platform/phone/send-outbox'
import { newCardId } from '~/walks/card-id'
import { foldCards } from '~/walks/fold-cards.server'
import { keepScans } from '~/walks/keep-scans.server'
import { putScan, type QueuedScan, type ScanEntry } from '~/walks/phone/card-book'
import { sendScans } from '~/walks/phone/send-scans'
import { readFigures } from '~/walks/read-figures.server'
import type { ScanAnswer } from '~/walks/scan'
import { spellStampCode } from '~/walks/stamp-code'
import { type KnownWalk, openWalkPlans } from '~/walks/walk-plans.server'
import { databases, type TestDatabase } from '../setup/databases'
import { at, chains, plan } from './plan'
import { layWalk } from './walk'

const phones = 200
const kinds = ['poster', 'flipBook', 'phone'] as const
const opens = at('08:30:00')
const closes = at('14:30:00')

let open: TestDatabase
let walk: KnownWalk

/** A batch as it went over the air. */
interface Sent {
  sentAt: number
  scans: unknown[]
}

/** One walker's phone with its own queue and its own wrong clock; the sender is the phone's. */
function phone(aheadMs: number) {
  const stored = new Map<string, ScanEntry>()
  const outbox = openOutbox<QueuedScan, ScanAnswer>({
    add: async (entry) => void (stored.has(entry.id) || stored.set(entry.id, structuredClone(entry))),
    replace: async (entries) => {
      for (const entry of entries) stored.set(entry.id, structuredClone(entry))
    },
    all: async () => [...stored.values()].map((entry) => structuredClone(entry)),
    remove: async (ids) => {
      for (const id of ids) stored.delete(id)
    },
  })
  return { card: newCardId(), outbox, stored, clock: (now: number) => now + aheadMs }
}

describe.each(databases)('$name', ({ kind, open: fresh }) => {
  beforeEach(async () => {
    open = await fresh()
    await layWalk(open.db)
    walk = (await openWalkPlans(open.db).get(plan.campaign))!
  }, 60_000)
  afterEach(() => open.drop())

  // The embedded database takes one statement after the other: fewer phones prove the same there.
  const crowd = kind === 'postgres' ? phones : 40
  test(`${crowd} phones over a lossy network: every stamp made is there exactly once`, async () => {
    const random = seededRandom(7)
    const crowdOfPhones = Array.from({ length: crowd }, () =>
      phone(random.next() < 0.1 ? random.whole(-9, 9) * 3_600_000 : random.whole(-90, 90) * 1_000),
    )
    const made = new Set<string>()
    const wandering: { due: number; batch: Sent }[] = []
    let now = opens
    let [lost, doubled] = [0, 0]
    const arrive = (batch: Sent) => keepScans(open.db, walk, { sentAt: batch.sentAt }, batch.scans, now)

    /** 15 % never arrive, 10 % arrive and their answer is lost, 3 % are cut; 5 % come once more later, in any order. */
    const postOf =
      (clock: (now: number) => number) =>
      async (_: string, entries: ScanEntry[]): Promise<Posted<ScanAnswer>> => {
        const batch = { sentAt: clock(now), scans: entries.map(({ item }) => item.made) }
        const luck = random.next()
        if (random.next() < 0.05) {
          doubled++
          // A copy that is late looks as if it had been sent with that much of an older clock.
          wandering.push({ due: now + random.whole(1, 90) * 60_000, batch })
        }
        if (luck < 0.15) {
          lost++
          return { ok: false, reason: 'later' }
        }
        const answers = await arrive(batch)
        if (luck < 0.25) return { ok: false, reason: 'later' }
        return { ok: true, answers: luck < 0.28 ? answers.slice(1) : answers }
      }

    const stampNow = async ({ card, outbox, clock }: ReturnType<typeof phone>) => {
      const { chain, values } = chains[random.one(kinds)]
      const step = Math.floor((now - chain.startsAt) / (chain.stepSeconds * 1_000))
      const code = spellStampCode({ chain: chain.id, step, value: values[step]! })
      const scan = { card, at: Math.floor(clock(now) / 1_000) * 1_000, code }
      made.add(`${card} ${chain.place}`)
      await putScan(outbox, { campaign: plan.campaign, place: chain.place, trust: chain.kind, made: scan })
    }

    // The day in steps of two minutes: some stamp, some have signal, and whatever wanders about arrives.
    for (; now < closes; now += 120_000) {
      const busy: Promise<unknown>[] = []
      for (const one of crowdOfPhones) {
        if (random.next() < 0.02) await stampNow(one)
        if (random.next() < 0.05) busy.push(sendScans(one.outbox, postOf(one.clock)))
      }
      for (const { batch } of wandering.filter(({ due }) => due <= now)) busy.push(arrive(batch))
      wandering.splice(0, wandering.length, ...wandering.filter(({ due }) => due > now))
      await Promise.all(busy)
    }
    // In the evening everybody has signal again; each phone goes on until its queue is empty.
    for (const { stored, outbox, clock } of crowdOfPhones)
      while ([...stored.values()].some(({ state }) => state === 'waiting'))
        await sendScans(outbox, postOf(clock))
    for (const { batch } of wandering) await arrive(batch)
    const entries = crowdOfPhones.flatMap(({ stored }) => [...stored.values()])
    expect(entries.filter(({ state }) => state !== 'kept')).toEqual([])
    expect([lost > crowd / 10, doubled > 0, made.size > crowd]).toEqual([true, true, true])

    const stamps = await open.db.query<{ card: string; place: string }>('SELECT card, place FROM walks_stamp')
    expect(stamps.map(({ card, place }) => `${card} ${place}`).sort()).toEqual([...made].sort())
    const scans = await open.db.query<{ id: string }>('SELECT id FROM walks_scan')
    expect(scans.map(({ id }) => id).sort()).toEqual(entries.map(({ id }) => id).sort())
    while ((await foldCards(open.db, openWalkPlans(open.db))) > 0);
    expect((await readFigures(open.db, plan.campaign)).stamps['*']).toBe(made.size)
  }, 180_000)
})
