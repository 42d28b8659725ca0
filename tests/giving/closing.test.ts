import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { acceptHeldGift } from '~/giving/accept-held-gift.server'
import { keepHeldGift } from '~/giving/keep-held-gift.server'
import type { Actor } from '~/identity/actor'
import { decideProposal } from '~/identity/decide-proposal.server'
import { resolveAlert } from '~/identity/resolve-alert.server'
import { checkPeriod } from '~/ledger/check-period.server'
import { listAdjustments } from '~/ledger/list-adjustments.server'
import { periodEnd, periodsToClose } from '~/ledger/period'
import { proposeClosing } from '~/ledger/propose-closing.server'
import { readPeriod } from '~/ledger/read-period.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { shanghaiDay } from '~/platform/dates'
import { listAlerts } from '~/platform/list-alerts.server'
import { executors, periodChecks } from '~/wiring.server'
import { openPeople, readProviderNow } from '../identity/two-people'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { confirmedGift, expectCleanBooks, fact, openWalk, settle, startedGift } from './support'

const config = {
  PUBLIC_URL: 'http://localhost:3000',
  SESSION_SECRET: 'a secret of these tests, long enough',
}
/** Gifts of these tests are paid on 7 March 2026. */
const march = '2026-03-31'

test('a period ends with a month; the last month of a quarter closes the quarter', () => {
  expect(periodEnd('2024-02-29')).toMatchObject({ month: 2, quarter: null })
  expect(periodEnd('2026-09-30')).toMatchObject({ month: 9, quarter: 3 })
  for (const day of ['2026-02-29', '2026-09-29', '2026-13-31', '2026-1-31', 'now', ''])
    expect(periodEnd(day), day).toBeNull()
})

test('what can be closed are the months that are over, from the first open day on', () => {
  const through = (first: string, today: string) => periodsToClose(first, today).map((p) => p.through)
  expect(through('2025-11-12', '2026-02-28')).toEqual(['2025-11-30', '2025-12-31', '2026-01-31'])
  expect(through('2026-02-01', '2026-02-28'), 'its last day is not over').toEqual([])
  expect(through('2026-02-01', '2026-03-01')).toEqual(['2026-02-28'])
  expect(periodsToClose('1999-01-01', '2026-01-01')).toHaveLength(120)
})

describe.each(databases)('$name', ({ open }) => {
  let at: TestDatabase
  let campaign: Campaign
  let treasurer: Actor
  let second: Actor
  beforeAll(async () => {
    at = await open()
    campaign = await openWalk(at.db)
    const people = openPeople(at.db, config)
    treasurer = await people.actor(await people.someone('treasurer'))
    second = await people.actor(await people.someone('administrator'))
  })
  beforeEach(() => readProviderNow(at.db))
  afterAll(async () => {
    await sealEntries(at.db, [])
    await expectCleanBooks(at.db)
    await at.drop()
  })
  const ask = (through: string, note = '', by = treasurer) =>
    at.db.transaction((tx) => proposeClosing(tx, by, { through, note }, periodChecks))
  const decide = (id: string, decision: 'approved' | 'withdrawn' = 'approved', by = second) =>
    decideProposal(at.db, by, { id, decision }, executors)
  const findings = async (through = march) =>
    Object.fromEntries(
      (await checkPeriod(at.db, through, periodChecks)).map((f) => [f.check, [f.level, f.count]]),
    )
  const no = (reason: string) => ({ ok: false, reason })

  test('only a treasurer proposes; only a month that is over, with a note that fits', async () => {
    expect(await ask(march, '', second)).toEqual(no('not-allowed'))
    expect(await ask(march, '字'.repeat(401))).toEqual(no('note-too-long'))
    expect(await ask('2026-03-30')).toEqual(no('not-a-period'))
    expect(await ask('2999-12-31')).toEqual(no('not-over'))
    expect(await at.db.query('SELECT id FROM identity_proposal')).toEqual([])
  })

  test('what is not sealed, not read at the provider, or found faulty blocks', async () => {
    await confirmedGift(at.db, campaign)
    expect(await findings()).toMatchObject({ 'unsealed-left': ['blocks', 1], 'books-faulty': ['warns', 0] })
    expect(await findings('2026-02-28')).toMatchObject({ 'unsealed-left': ['fine', 0] })
    expect(await ask(march)).toEqual(no('unsealed-left'))
    await sealEntries(at.db, [])
    expect(await findings()).toMatchObject({ 'unsealed-left': ['fine', 0] })

    await at.db.query(`UPDATE payments_cursor SET last_run_at = '2026-03-31T15:59:59Z'`)
    expect(await findings()).toMatchObject({ 'not-reconciled': ['blocks', 0] })
    expect(await ask(march)).toEqual(no('not-reconciled'))
    await at.db.query(`UPDATE payments_cursor SET last_run_at = '2026-03-31T16:03:00Z'`)
    expect(await findings()).toMatchObject({ 'not-reconciled': ['fine', 0] })
    await at.db.query('DELETE FROM payments_cursor')
    expect(await findings(), 'never read').toMatchObject({ 'not-reconciled': ['blocks', 0] })
    await readProviderNow(at.db)

    await at.db.query(`INSERT INTO ledger_proof (state, finished_at) VALUES ('fault', now())`)
    expect(await ask(march)).toEqual(no('books-faulty'))
    await at.db.query(`INSERT INTO ledger_proof (state, finished_at) VALUES ('clean', now())`)
    expect(await findings()).toMatchObject({ 'books-faulty': ['fine', 0] })
  })

  test('money that nobody has decided blocks, from its own day on; once somebody has, it only warns', async () => {
    const id = await startedGift(at.db, campaign)
    expect(await settle(at.db, fact(id, { amountFen: '5000' }))).toMatchObject({ outcome: 'held' })
    expect(await findings()).toMatchObject({ 'holds-open': ['blocks', 1], 'holds-kept': ['fine', 0] })
    expect(await findings('2026-02-28'), 'it came in March').toMatchObject({ 'holds-open': ['fine', 0] })
    expect(await ask(march)).toEqual(no('holds-open'))
    await keepHeldGift(at.db, treasurer, { giftId: id, decision: 'keep', note: '等捐赠人回信' })
    expect(await findings()).toMatchObject({ 'holds-open': ['fine', 0], 'holds-kept': ['warns', 1] })
    expect(await ask(march)).toMatchObject({ ok: true })
    await at.db.query(`UPDATE identity_proposal SET state = 'withdrawn' WHERE state = 'waiting'`)
  })

  test('a payment that matches no gift blocks until somebody has dealt with it; one under way warns', async () => {
    const nobody = '11111111-1111-4111-8111-111111111111'
    expect(await settle(at.db, fact(nobody))).toMatchObject({ outcome: 'unmatched' })
    await at.db.query(
      `UPDATE platform_alert SET created_at = '2026-03-07T04:00:00Z' WHERE kind = 'payment-unmatched'`,
    )
    expect(await findings()).toMatchObject({ 'events-unmatched': ['blocks', 1] })
    expect(await ask(march)).toEqual(no('events-unmatched'))
    const [alert] = (await listAlerts(at.db, { kinds: ['payment-unmatched'] })).alerts
    expect(await resolveAlert(at.db, treasurer, alert!.id)).toMatchObject({ ok: true })
    const pending = await startedGift(at.db, campaign)
    expect(await settle(at.db, fact(pending, { status: 'processing' }))).toMatchObject({ outcome: 'pending' })
    await at.db.query(`UPDATE giving_gift SET created_at = '2026-03-07T04:00:00Z' WHERE id = $1::uuid`, [
      pending,
    ])
    expect(await findings()).toMatchObject({
      'events-unmatched': ['fine', 0],
      'payments-pending': ['warns', 1],
    })
  })

  test('a hold that came after the proposal stops the second person, and the proposal waits on', async () => {
    const asked = await ask('2026-03-31', '三月都对过了')
    const id = asked.ok ? asked.proposalId : ''
    expect(await ask('2026-03-31')).toEqual(no('already-proposed'))
    const gift = await startedGift(at.db, campaign)
    await settle(at.db, fact(gift, { amountFen: '1' }))
    expect(await decide(id)).toEqual({ ...no('refused'), why: 'holds-open' })
    expect(await readPeriod(at.db)).toEqual({ closedThrough: null, firstOpen: '2026-03-07' })
    await keepHeldGift(at.db, treasurer, { giftId: gift, decision: 'return', note: '' })
    expect(await decide(id)).toMatchObject({ ok: true })
    expect(await readPeriod(at.db)).toEqual({ closedThrough: march, firstOpen: '2026-04-01' })
    const [closed] = await at.db.query(`SELECT closed_by AS by FROM ledger_period_close`)
    expect(closed, 'by the second person').toEqual({ by: second.id })
    const [act] = await at.db.query(`SELECT before, after FROM identity_act WHERE action = 'period.close'`)
    expect(act).toEqual({ before: { closedThrough: null }, after: { closedThrough: march } })
  })

  test('nothing is closed twice: not asked for again, and what waits from before is refused', async () => {
    expect(await ask(march)).toEqual(no('already-closed'))
    expect(await ask('2026-02-28')).toEqual(no('already-closed'))
    const april = await ask('2026-04-30')
    const june = await ask('2026-06-30')
    expect(await decide(june.ok ? june.proposalId : '')).toMatchObject({ ok: true })
    expect(await decide(april.ok ? april.proposalId : '')).toEqual({
      ...no('refused'),
      why: 'already-closed',
    })
    expect(await decide(april.ok ? april.proposalId : '', 'withdrawn', treasurer)).toMatchObject({ ok: true })
  })

  test('late news is an adjustment on the first open day: the closed days keep their figures', async () => {
    const sum = () =>
      at.db.query(
        `SELECT count(*)::int AS n, sum(l.amount_fen)::text AS fen FROM ledger_entry e JOIN ledger_line l ON l.entry_id = e.id
          WHERE e.occurred_on <= '2026-06-30' AND l.amount_fen > 0`,
      )
    const before = await sum()
    await confirmedGift(at.db, campaign)
    const held = await startedGift(at.db, campaign)
    await settle(at.db, fact(held, { amountFen: '5000' }))
    expect(await acceptHeldGift(at.db, treasurer, held)).toMatchObject({ ok: true })
    expect(await sum()).toEqual(before)
    const adjustments = await listAdjustments(at.db)
    expect(adjustments.map(({ adjustsOn, occurredOn, kind }) => [adjustsOn, occurredOn, kind])).toEqual([
      ['2026-03-07', '2026-07-01', 'gift'],
      ['2026-03-07', '2026-07-01', 'gift'],
    ])
  })

  test('today and yesterday’s month end: over is what is over in Shanghai', async () => {
    const today = shanghaiDay(new Date())
    const end = periodsToClose('2026-07-01', today).at(-1)
    expect(end!.through < today).toBe(true)
    const made = await at.db.transaction((tx) =>
      proposeClosing(tx, treasurer, { through: march }, periodChecks, new Date('2026-03-31T15:59:59Z')),
    )
    expect(made, 'a second before midnight').toEqual(no('not-over'))
  })
})

describe.each(postgresOnly)('while money arrives: $name', ({ open }) => {
  test('no gift slips into the period that closes, none is lost: each is booked before, or after as an adjustment', async () => {
    const at = await open()
    const campaign = await openWalk(at.db)
    await readProviderNow(at.db)
    const people = openPeople(at.db, config)
    const treasurer = await people.actor(await people.someone('treasurer'))
    const second = await people.actor(await people.someone('treasurer'))
    const asked = await at.db.transaction((tx) =>
      proposeClosing(tx, treasurer, { through: march }, periodChecks),
    )
    const id = asked.ok ? asked.proposalId : ''
    const told = await Promise.all(
      Array.from({ length: 60 }, async () => fact(await startedGift(at.db, campaign))),
    )
    let stillOpen = true
    const payments = told.map(async (one, n) => {
      await setTimeout(n * 15)
      // As a provider does: what was refused is sent again.
      for (;;) {
        const settled = await settle(at.db, one).catch((error: Error) => error)
        if (!(settled instanceof Error)) return settled.outcome
        expect(settled.message).toContain('ledger_period_closed')
      }
    })
    for (let tries = 0; stillOpen; tries++) {
      await sealEntries(at.db, [])
      const decided = await decideProposal(at.db, second, { id, decision: 'approved' }, executors)
      stillOpen = !decided.ok
      if (!decided.ok) expect(decided).toMatchObject({ reason: 'refused', why: 'unsealed-left' })
      expect(tries).toBeLessThan(500)
    }
    expect(new Set(await Promise.all(payments))).toEqual(new Set(['confirmed']))
    await sealEntries(at.db, [])
    await expectCleanBooks(at.db)
    const [row] = await at.db.query(
      `SELECT count(*)::int AS all, count(*) FILTER (WHERE e.occurred_on <= c.closed_through AND l.sealed_at > c.closed_at)::int AS inside
         FROM ledger_entry e JOIN ledger_leaf l ON l.entry_id = e.id, ledger_period_close c WHERE e.source = 'gift'`,
    )
    expect(row).toEqual({ all: 60, inside: 0 })
    await at.drop()
  })
})
