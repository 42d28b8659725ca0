import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { agreeRefund } from '~/giving/agree-refund.server'
import { askRefund } from '~/giving/ask-refund.server'
import { findGift } from '~/giving/find-gift.server'
import { findMoneyBack } from '~/giving/find-money-back.server'
import { readRefundOrder } from '~/giving/refund-order'
import { sendRefund } from '~/giving/send-refund.server'
import { settleKeptFacts } from '~/giving/settle-kept-facts.server'
import type { Actor } from '~/identity/actor'
import { decideProposal, type Executors } from '~/identity/decide-proposal.server'
import type { BackFact, Gateway } from '~/payments/gateway'
import { openGateways } from '~/payments/gateways'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import {
  confirmedGift,
  expectCleanBooks,
  fact,
  openWalk,
  recordingGateway,
  settle,
  startedGift,
} from './support'

const treasurer = (id: string): Actor => ({
  kind: 'person',
  id,
  name: id,
  from: 'here',
  grants: [{ role: 'treasurer', scope: '*', standsInFor: null }],
})
const lin = treasurer('lin')
const chen = treasurer('chen')
const stranger: Actor = { ...lin, id: 'nobody', grants: [] }
const executors = {
  'gift.refund': (tx, payload, by) => agreeRefund(tx, by, readRefundOrder(payload)),
} as Executors
const alone = 50_000n

const back = (giftId: string, change: Partial<BackFact> = {}): BackFact => ({
  about: 'refund',
  ref: `re_${randomUUID()}`,
  paymentRef: `pi_${giftId}`,
  status: 'succeeded',
  amountFen: '1000',
  currency: 'CNY',
  at: '2026-03-09T04:00:00Z',
  ...change,
})
const disputed = (giftId: string, change: Partial<BackFact> = {}): BackFact =>
  back(giftId, {
    about: 'dispute',
    ref: `dp_${giftId}`,
    status: 'withheld',
    amountFen: '6706',
    openedAt: '2026-03-10T04:00:00Z',
    ...change,
  })

/** A provider that makes one refund for each key, and may die after it has. */
function refundingGateway(change: Partial<Gateway> = {}) {
  const made = new Map<string, { amountFen: bigint; paymentRef: string }>()
  const gateway: Gateway = {
    ...recordingGateway().gateway,
    async refund({ key, amountFen, paymentRef }) {
      if (!made.has(key)) made.set(key, { amountFen, paymentRef })
      return { ok: true, refundRef: `re_${key}` }
    },
    ...change,
  }
  return { gateway, made }
}

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  let db: TestDatabase['db']
  let campaign: Campaign
  const told = (f: BackFact) => settle(db, f as never)
  const order = (giftId: string, amountFen: bigint, refundId: string = randomUUID()) => ({
    refundId,
    giftId,
    amountFen,
    reason: 'donor-asked' as const,
    note: '',
  })
  const linesOf = (source: string, key: string) =>
    db.query<{ account: string; fund: string; campaign: string | null; fen: bigint }>(
      `SELECT l.account, l.fund, l.campaign, l.amount_fen AS fen FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id
        WHERE e.source = $1 AND e.key = $2 ORDER BY l.line_no`,
      [source, key],
    )
  const alertsOf = (kind: string, subject: string) =>
    db.query<{ detail: { reason: string } }>(
      'SELECT detail FROM platform_alert WHERE kind = $1 AND subject = $2 AND resolved_at IS NULL',
      [kind, subject],
    )
  /** What the accounts hold of one campaign and of the covered fees, over all entries. */
  const balanceOf = async (account: string) => {
    const [row] = await db.query<{ fen: bigint }>(
      'SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM ledger_line WHERE account = $1',
      [account],
    )
    return row!.fen
  }

  beforeAll(async () => {
    opened = await open()
    db = opened.db
    campaign = await openWalk(db)
    for (const { id, name } of [lin, chen])
      await db.query(
        `INSERT INTO identity_user (id, name, email, email_verified, created_at, updated_at) VALUES ($1, $2, $3, true, now(), now())`,
        [id, name, `${id}@example.org`],
      )
  })
  afterEach(() => expectCleanBooks(db))
  afterAll(() => opened.drop())

  test('is written down, sent with its id as key, and booked only when the provider says so', async () => {
    const gift = await confirmedGift(db, campaign)
    const asked = await askRefund(db, lin, order(gift, 1000n), alone)
    expect(asked).toMatchObject({ ok: true, proposed: false })
    const refundId = (asked as { refundId: string }).refundId
    expect(
      await db.query(
        `SELECT payload FROM platform_outbox WHERE topic = 'send-refund' AND payload ->> 'refundId' = $1`,
        [refundId],
      ),
    ).toHaveLength(1)
    const { gateway, made } = refundingGateway()
    expect(await sendRefund(db, openGateways([gateway]), refundId)).toEqual({
      ok: true,
      refundRef: `re_${refundId}`,
    })
    expect([...made]).toEqual([[refundId, { amountFen: 1000n, paymentRef: `pi_${gift}` }]])
    expect(await findMoneyBack(db, gift)).toMatchObject({ refunds: [{ state: 'sent' }], leftFen: 5666n })
    expect(await findGift(db, gift)).toMatchObject({ refundedFen: 0n, refunded: false })

    const said = back(gift, { ref: `re_${refundId}`, refundId })
    expect(await told(said)).toMatchObject({ outcome: 'refunded', gift })
    expect(await told(said)).toMatchObject({ outcome: 'already' })
    expect(await linesOf('refund', said.ref)).toEqual([
      { account: 'donations', fund: 'children', campaign: 'walk-11', fen: 300n },
      { account: 'provider-clearing', fund: 'children', campaign: 'walk-11', fen: -300n },
      { account: 'donations', fund: 'elders', campaign: 'walk-11', fen: 700n },
      { account: 'provider-clearing', fund: 'elders', campaign: 'walk-11', fen: -700n },
    ])
    expect(await findGift(db, gift)).toMatchObject({ refundedFen: 1000n, refunded: false })
    expect(await sendRefund(db, openGateways([gateway]), refundId)).toEqual({
      ok: false,
      reason: 'not-asked',
    })
  })

  test('the last fen takes exactly what is left of each fund, and the covered fee with it', async () => {
    const gift = await confirmedGift(db, campaign)
    for (const fen of [1n, 333n, 2001n]) {
      const refundId = randomUUID()
      expect(await askRefund(db, lin, order(gift, fen, refundId), alone)).toMatchObject({ ok: true })
      expect(await told(back(gift, { refundId, amountFen: String(fen) }))).toMatchObject({
        outcome: 'refunded',
      })
    }
    const { leftFen, feeLeftFen } = await findMoneyBack(db, gift)
    expect([leftFen, feeLeftFen]).toEqual([4331n, 40n])
    expect(await askRefund(db, lin, order(gift, leftFen + 1n), alone)).toEqual({
      ok: false,
      reason: 'more-than-left',
    })
    const refundId = randomUUID()
    expect(await askRefund(db, lin, order(gift, leftFen, refundId), alone)).toMatchObject({ ok: true })
    expect(await told(back(gift, { refundId, amountFen: '4371' }))).toMatchObject({ outcome: 'refunded' })
    expect(await findMoneyBack(db, gift)).toMatchObject({ leftFen: 0n, feeLeftFen: 0n })
    expect(await findGift(db, gift)).toMatchObject({ refundedFen: 6666n, refunded: true })
    const rests = await db.query<{ fund: string; fen: bigint }>(
      `SELECT l.fund, sum(l.amount_fen)::bigint AS fen FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id
        WHERE l.account IN ('donations', 'fee-cover') AND (e.source = 'gift' AND e.key = $1
          OR e.source = 'refund' AND e.key IN (SELECT provider_ref FROM giving_refund WHERE gift_id = $1::uuid)) GROUP BY l.fund`,
      [gift],
    )
    expect(rests.map((r) => r.fen)).toEqual([0n, 0n, 0n])
  })

  test('splits over whatever is left: never more than a fund has, and all of it in the end', async () => {
    const gift = await confirmedGift(db, campaign, {
      amountFen: 101n,
      feeCoverFen: 0n,
      shares: [
        { fund: 'elders', amountFen: 98n },
        { fund: 'children', amountFen: 3n },
      ],
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
        async (wanted) => {
          let left = 101n
          const gone: string[] = []
          for (const want of [...wanted.map(BigInt), 101n]) {
            const fen = want < left ? want : left
            if (fen === 0n) break
            const refundId = randomUUID()
            expect(await askRefund(db, lin, order(gift, fen, refundId), alone)).toMatchObject({ ok: true })
            gone.push(refundId)
            left -= fen
            const funds = await db.query<{ fen: bigint }>('SELECT fen FROM giving_left($1::uuid)', [gift])
            expect(funds.every((f) => f.fen >= 0n)).toBe(true)
            expect(funds.reduce((sum, f) => sum + f.fen, 0n)).toBe(left)
          }
          expect(left).toBe(0n)
          await db.query(`UPDATE giving_refund SET state = 'failed' WHERE id = ANY($1::uuid[])`, [gone])
        },
      ),
      { numRuns: 15 },
    )
  })

  test('is refused to whoever may not, of a gift that is none, and twice for one form', async () => {
    const gift = await confirmedGift(db, campaign)
    expect(await askRefund(db, stranger, order(gift, 1n), alone)).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await askRefund(db, lin, order(randomUUID(), 1n), alone)).toEqual({
      ok: false,
      reason: 'unknown-gift',
    })
    const started = await startedGift(db, campaign)
    expect(await askRefund(db, lin, order(started, 1n), alone)).toEqual({
      ok: false,
      reason: 'not-refundable',
    })
    expect(await askRefund(db, lin, order(gift, 0n), alone)).toEqual({ ok: false, reason: 'amount-invalid' })
    const form = order(gift, 500n)
    await askRefund(db, lin, form, alone)
    expect(await askRefund(db, lin, form, alone)).toMatchObject({ ok: true, refundId: form.refundId })
    expect((await findMoneyBack(db, gift)).leftFen).toBe(6166n)
  })

  test('above the limit a second person decides, also when it is cut into small ones', async () => {
    const gift = await confirmedGift(db, campaign)
    expect(await askRefund(db, lin, order(gift, 2000n), 3000n)).toMatchObject({ proposed: false })
    expect(await askRefund(db, lin, order(gift, 1001n), 3000n)).toMatchObject({ ok: true, proposed: true })
    expect(await askRefund(db, lin, order(gift, 1002n), 3000n)).toEqual({
      ok: false,
      reason: 'already-proposed',
    })
    expect(await findMoneyBack(db, gift)).toMatchObject({ leftFen: 4666n, waits: true })
    const [proposal] = await db.query<{ id: string }>(
      `SELECT id FROM identity_proposal WHERE action = 'gift.refund' AND subject_id = $1 AND state = 'waiting'`,
      [gift],
    )
    const decide = (by: Actor) =>
      decideProposal(db, by, { id: proposal!.id, decision: 'approved' }, executors)
    expect(await decide(lin)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await decide(chen)).toMatchObject({ ok: true })
    expect(await findMoneyBack(db, gift)).toMatchObject({ leftFen: 3665n, waits: false })
  })

  test('made in the dashboard of the provider is booked by itself; what does not fit is told to a person', async () => {
    const gift = await confirmedGift(db, campaign)
    expect(await told(back(gift, { amountFen: '6700' }))).toMatchObject({ outcome: 'refunded' })
    expect(await findMoneyBack(db, gift)).toMatchObject({
      refunds: [{ amountFen: 6666n, feeFen: 34n, reason: 'at-provider', state: 'settled' }],
      feeLeftFen: 6n,
    })
    expect(await told(back(gift, { amountFen: '7' }))).toMatchObject({
      outcome: 'not-booked',
      reason: 'more-than-left',
    })
    expect(await alertsOf('refund-not-booked', gift)).toMatchObject([
      { detail: { reason: 'more-than-left' } },
    ])
    const other = await confirmedGift(db, campaign)
    expect(await told(back(other, { currency: 'USD' }))).toMatchObject({
      outcome: 'not-booked',
      reason: 'currency-differs',
    })
    expect(await alertsOf('refund-not-booked', other)).toMatchObject([
      { detail: { reason: 'currency-differs' } },
    ])
    expect(await findMoneyBack(db, other)).toMatchObject({ refunds: [], leftFen: 6666n })
  })

  test('told before its payment is kept, and booked with the payment', async () => {
    const gift = await startedGift(db, campaign)
    const first = back(gift)
    expect(await told(first)).toEqual({ outcome: 'kept' })
    expect(await told({ ...first, status: 'pending' })).toEqual({ outcome: 'kept' })
    expect(await told(disputed(gift, { status: 'lost', amountFen: '5706' }))).toEqual({ outcome: 'kept' })
    expect(await settle(db, fact(gift))).toMatchObject({ outcome: 'confirmed' })
    expect(await findMoneyBack(db, gift)).toMatchObject({
      refunds: [{ state: 'settled', amountFen: 1000n }],
      disputes: [{ state: 'lost', amountFen: 5666n, feeFen: 40n, overFen: 0n }],
      leftFen: 0n,
    })
    expect(await findGift(db, gift)).toMatchObject({ refunded: true, refundedFen: 6666n })
    expect(await db.query('SELECT 1 FROM giving_kept_fact WHERE payment_ref = $1', [`pi_${gift}`])).toEqual(
      [],
    )
  })

  test('of a payment that never comes is told to a person after ten minutes, once; the sweep books what came between', async () => {
    const lost = back(randomUUID())
    await told(lost)
    await settleKeptFacts(db)
    expect(await alertsOf('refund-not-booked', lost.paymentRef)).toEqual([])
    await db.query(`UPDATE giving_kept_fact SET kept_at = now() - interval '11 minutes'`)
    await settleKeptFacts(db)
    await settleKeptFacts(db)
    expect(
      await db.query('SELECT seen_times AS n FROM platform_alert WHERE subject = $1', [lost.paymentRef]),
    ).toEqual([{ n: 1 }])
    // As if payment and refund had been settled at the same instant, neither seeing the other.
    const gift = await confirmedGift(db, campaign)
    const said = back(gift)
    await db.query('SELECT giving_keep_fact($1::jsonb)', [JSON.stringify(said)])
    await settleKeptFacts(db)
    expect(await linesOf('refund', said.ref)).toHaveLength(4)
  })

  test('of a held gift that is marked to go back is no matter of the books', async () => {
    const gift = await startedGift(db, campaign)
    expect(await settle(db, fact(gift, { amountFen: '1' }))).toMatchObject({ outcome: 'held' })
    await db.query(`UPDATE giving_gift SET hold_decision = 'return' WHERE id = $1`, [gift])
    expect(await told(back(gift, { amountFen: '1' }))).toEqual({ outcome: 'ignored' })
  })

  test('a total without its refund is told to a person; with it, it is silent', async () => {
    const gift = await confirmedGift(db, campaign)
    const total = back(gift, { about: 'refund-total', ref: `pi_${gift}` })
    expect(await told(total)).toEqual({ outcome: 'kept' })
    await told(back(gift))
    await settleKeptFacts(db)
    expect(await db.query('SELECT 1 FROM giving_kept_fact WHERE payment_ref = $1', [`pi_${gift}`])).toEqual(
      [],
    )
    expect(await told({ ...total, amountFen: '1001' })).toEqual({ outcome: 'kept' })
    await db.query(
      `UPDATE giving_kept_fact SET kept_at = now() - interval '11 minutes' WHERE payment_ref = $1`,
      [`pi_${gift}`],
    )
    await settleKeptFacts(db)
    expect(await alertsOf('refund-not-booked', `pi_${gift}`)).toMatchObject([
      { detail: { reason: 'refund-untold' } },
    ])
  })

  test('that fails afterwards is taken back out of the books and can be asked for again; in any order', async () => {
    const gift = await confirmedGift(db, campaign)
    const refundId = randomUUID()
    await askRefund(db, lin, order(gift, 6666n, refundId), alone)
    const said = back(gift, { refundId, amountFen: '6706' })
    await told(said)
    expect(await findGift(db, gift)).toMatchObject({ refunded: true })
    const failed: BackFact = { ...said, status: 'failed', failure: 'declined', at: '2026-03-11T04:00:00Z' }
    expect(await told(failed)).toMatchObject({ outcome: 'refund-failed' })
    expect(await told(failed)).toMatchObject({ outcome: 'already' })
    expect(await told(said)).toMatchObject({ outcome: 'already' })
    expect(await findGift(db, gift)).toMatchObject({ refunded: false, refundedFen: 0n })
    expect(await findMoneyBack(db, gift)).toMatchObject({
      refunds: [{ state: 'failed', failure: 'declined' }],
      leftFen: 6666n,
    })
    expect(await alertsOf('refund-failed', gift)).toHaveLength(1)

    const unseen = back(gift, { status: 'failed' })
    expect(await told(unseen)).toMatchObject({ outcome: 'refund-failed' })
    expect(await told({ ...unseen, status: 'succeeded' })).toMatchObject({ outcome: 'already' })
    expect(await findGift(db, gift)).toMatchObject({ refundedFen: 0n })
  })

  test('a worker that dies after asking asks again and the provider has one refund; what it refuses is visible', async () => {
    const gift = await confirmedGift(db, campaign)
    const ids = [randomUUID(), randomUUID(), randomUUID()]
    for (const id of ids) await askRefund(db, lin, order(gift, 100n, id), alone)
    const { gateway, made } = refundingGateway()
    const dying: Gateway = {
      ...gateway,
      async refund(input) {
        await gateway.refund(input)
        throw new Error('killed')
      },
    }
    await sendRefund(db, openGateways([gateway]), ids[0]!)
    await expect(sendRefund(db, openGateways([dying]), ids[1]!)).rejects.toThrow('killed')
    for (const id of ids) await sendRefund(db, openGateways([gateway]), id)
    expect([...made.keys()].sort()).toEqual([...ids].sort())
    expect((await findMoneyBack(db, gift)).refunds.map((r) => r.state)).toEqual(['sent', 'sent', 'sent'])

    const away: Gateway = { ...gateway, refund: async () => ({ ok: false, reason: 'unavailable' }) }
    const refusing: Gateway = { ...gateway, refund: async () => ({ ok: false, reason: 'refused' }) }
    const last = randomUUID()
    await askRefund(db, lin, order(gift, 100n, last), alone)
    await expect(sendRefund(db, openGateways([away]), last)).rejects.toThrow()
    expect(await sendRefund(db, openGateways([refusing]), last)).toEqual({ ok: false, reason: 'refused' })
    expect(await findMoneyBack(db, gift)).toMatchObject({ leftFen: 6366n })
    expect(await alertsOf('refund-failed', gift)).toHaveLength(1)
  })

  test('a dispute withholds, and is won or lost, in any order of its events', async () => {
    const events = (gift: string, end: 'won' | 'lost'): BackFact[] => [
      disputed(gift),
      disputed(gift),
      disputed(gift, { status: end, at: '2026-03-20T04:00:00Z' }),
      disputed(gift, { status: end, at: '2026-03-20T05:00:00Z' }),
    ]
    for (const end of ['won', 'lost'] as const)
      for (const places of [
        [0, 1, 2, 3],
        [2, 0, 3, 1],
        [3, 2, 1, 0],
      ]) {
        const gift = await confirmedGift(db, campaign)
        const before = { held: await balanceOf('disputed'), clearing: await balanceOf('provider-clearing') }
        for (const place of places) await told(events(gift, end)[place]!)
        expect(await balanceOf('disputed')).toBe(before.held)
        expect(await balanceOf('provider-clearing')).toBe(before.clearing - (end === 'lost' ? 6706n : 0n))
        expect(await findGift(db, gift)).toMatchObject({
          refunded: end === 'lost',
          refundedFen: end === 'lost' ? 6666n : 0n,
        })
        expect(await linesOf('dispute', `dp_${gift}:${end}`)).toHaveLength(6)
      }
  })

  test('payment, refunds and a dispute come out the same in whatever order and however often they are told', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(6), { maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        async (again, dice) => {
          const gift = await startedGift(db, campaign)
          const before = {
            clearing: await balanceOf('provider-clearing'),
            raised: await balanceOf('donations'),
          }
          const one = back(gift)
          const two = back(gift, { amountFen: '666' })
          const dispute = disputed(gift, { amountFen: '5040' })
          const events = [
            fact(gift),
            one,
            { ...one, status: 'pending' as const },
            two,
            back(gift, { about: 'refund-total', ref: `pi_${gift}`, amountFen: '1666' }),
            dispute,
            { ...dispute, status: 'lost' as const, at: '2026-03-20T04:00:00Z' },
          ]
          const told = [...events, ...again.map((i) => events[i]!)]
            .map((event) => ({ event, at: dice.next().value as number }))
            .sort((a, b) => a.at - b.at)
          for (const { event } of told) await settle(db, event as never)
          await settleKeptFacts(db)
          expect(await findGift(db, gift)).toMatchObject({ refunded: true, refundedFen: 6666n })
          expect(await balanceOf('provider-clearing')).toBe(before.clearing)
          expect(await balanceOf('donations')).toBe(before.raised)
          expect(
            await db.query('SELECT 1 FROM giving_kept_fact WHERE payment_ref = $1', [`pi_${gift}`]),
          ).toEqual([])
        },
      ),
      { numRuns: 25 },
    )
  })

  test('a dispute of the whole after a refund of a part: the rest leaves the funds, what goes beyond is our own cost', async () => {
    const gift = await confirmedGift(db, campaign)
    await told(back(gift, { amountFen: '2000' }))
    const before = await balanceOf('provider-fees')
    expect(await told(disputed(gift))).toMatchObject({ outcome: 'disputed' })
    expect(await findMoneyBack(db, gift)).toMatchObject({
      disputes: [{ amountFen: 4666n, feeFen: 40n, overFen: 2000n, state: 'withheld' }],
      leftFen: 0n,
    })
    expect(await askRefund(db, lin, order(gift, 1n), alone)).toEqual({ ok: false, reason: 'more-than-left' })
    await told(disputed(gift, { status: 'lost' }))
    expect((await balanceOf('provider-fees')) - before).toBe(2000n)
    expect(await findGift(db, gift)).toMatchObject({ refunded: true, refundedFen: 6666n })
    expect(await told(disputed(gift, { status: 'won' }))).toMatchObject({
      outcome: 'not-booked',
      reason: 'closed-otherwise',
    })
    expect(await told(disputed(gift, { status: 'lost', amountFen: '1' }))).toMatchObject({
      reason: 'amount-differs',
    })
  })
})

describe.each(postgresOnly)('at once on $name', ({ open }) => {
  let opened: TestDatabase
  let campaign: Campaign
  beforeAll(async () => {
    opened = await open()
    campaign = await openWalk(opened.db)
  })
  afterEach(() => expectCleanBooks(opened.db))
  afterAll(() => opened.drop())

  test('never more than given goes back, whoever asks and however the provider tells it', async () => {
    const { db } = opened
    const gift = await confirmedGift(db, campaign)
    const asked = await Promise.all(
      Array.from({ length: 20 }, () =>
        askRefund(
          db,
          lin,
          { refundId: randomUUID(), giftId: gift, amountFen: 1000n, reason: 'mistake', note: '' },
          1_000_000n,
        ),
      ),
    )
    expect(asked.filter((a) => a.ok)).toHaveLength(6)
    const ids = asked.flatMap((a) => (a.ok ? [a.refundId] : []))
    const facts = ids.flatMap((refundId) =>
      Array.from({ length: 3 }, () => back(gift, { ref: `re_${refundId}`, refundId })),
    )
    const dashboard = Array.from({ length: 4 }, () => back(gift, { ref: 're_dashboard', amountFen: '600' }))
    const answers = await Promise.all([...facts, ...dashboard].map((f) => settle(db, f as never)))
    expect(answers.filter((a) => a.outcome === 'refunded')).toHaveLength(7)
    expect(await findMoneyBack(db, gift)).toMatchObject({ leftFen: 66n, feeLeftFen: 40n })
    expect(await findGift(db, gift)).toMatchObject({ refundedFen: 6600n })
  })
})
