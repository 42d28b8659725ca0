import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { findGift } from '~/giving/find-gift.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { campaignTotals } from '~/live/campaign-projection.server'
import type { PaymentFact } from '~/payments/gateway'
import { databases, type TestDatabase } from '../setup/databases'
import { confirmedGift, expectCleanBooks, fact, openWalk, settle, startedGift } from './support'

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  let campaign: Campaign
  const query = <Row = Record<string, unknown>>(text: string, params: unknown[] = []) =>
    opened.db.query<Row>(text, params)
  const linesOf = (gift: string) =>
    query(
      `SELECT l.account, l.fund, l.campaign, l.amount_fen AS fen FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id
        WHERE e.source = 'gift' AND e.key = $1 ORDER BY l.line_no`,
      [gift],
    )
  const alerts = (kind: string, subject: string) =>
    query<{ n: number }>('SELECT seen_times AS n FROM platform_alert WHERE kind = $1 AND subject = $2', [
      kind,
      subject,
    ])
  const pending = async () =>
    (
      await query<{ fen: bigint; gifts: bigint }>(
        'SELECT coalesce(sum(amount_fen), 0)::bigint AS fen, coalesce(sum(gifts), 0)::bigint AS gifts FROM giving_pending_move',
      )
    )[0]!
  const mails = (gift: string) =>
    query(
      `SELECT id FROM platform_outbox WHERE topic = 'send-acknowledgement' AND payload ->> 'giftId' = $1`,
      [gift],
    )

  beforeAll(async () => {
    opened = await open()
    campaign = await openWalk(opened.db)
  })
  afterEach(() => expectCleanBooks(opened.db))
  afterAll(() => opened.drop())

  test('a paid gift is confirmed with its number, its mail and one balanced entry; the fee has no campaign', async () => {
    const id = await confirmedGift(opened.db, campaign)
    expect(await findGift(opened.db, id)).toMatchObject({
      state: 'confirmed',
      channel: 'wechat_pay',
      paidOn: '2026-03-07',
      acknowledgement: { number: expect.stringMatching(/^SX-2026-\d{8}-\d$/) },
    })
    expect(await linesOf(id)).toEqual([
      { account: 'provider-clearing', fund: 'children', campaign: 'walk-11', fen: 2000n },
      { account: 'donations', fund: 'children', campaign: 'walk-11', fen: -2000n },
      { account: 'provider-clearing', fund: 'elders', campaign: 'walk-11', fen: 4666n },
      { account: 'donations', fund: 'elders', campaign: 'walk-11', fen: -4666n },
      { account: 'provider-clearing', fund: 'payment-costs', campaign: null, fen: 40n },
      { account: 'fee-cover', fund: 'payment-costs', campaign: null, fen: -40n },
    ])
    expect(await mails(id)).toHaveLength(1)
  })

  test('a covered fee is not counted in the campaign total', async () => {
    await sealEntries(opened.db, [campaignTotals])
    const total = async () =>
      (
        await query<{ fen: bigint }>(
          'SELECT confirmed_fen AS fen FROM live_campaign_total WHERE campaign = $1',
          [campaign.slug],
        )
      )[0]!.fen
    const before = await total()
    await confirmedGift(opened.db, campaign, { feeCoverFen: 40n })
    await sealEntries(opened.db, [campaignTotals])
    expect((await total()) - before).toBe(6666n)
  })

  test('a donor who left no address gets no mail, and the day is the one in Shanghai', async () => {
    const id = await startedGift(opened.db, campaign, { email: '', feeCoverFen: 0n })
    await settle(opened.db, fact(id, { amountFen: '6666', at: '2026-03-31T16:30:00Z' }))
    expect(await mails(id)).toEqual([])
    expect((await findGift(opened.db, id))?.paidOn).toBe('2026-04-01')
    expect(await linesOf(id)).toHaveLength(4)
  })

  test('the same payment told twenty times at once is one entry, one number, one mail', async () => {
    const id = await startedGift(opened.db, campaign)
    const answers = await Promise.all(Array.from({ length: 20 }, () => settle(opened.db, fact(id))))
    const outcomes = answers.map((a) => a.outcome).sort()
    expect(outcomes).toEqual([...Array(19).fill('already'), 'confirmed'])
    expect(await linesOf(id)).toHaveLength(6)
    expect(await mails(id)).toHaveLength(1)
  })

  test.each([
    ['amount-differs', { amountFen: '6705' }],
    ['amount-differs', { amountFen: '6666' }],
    ['amount-differs', { amountFen: '670600' }],
    ['currency-differs', { currency: 'USD' }],
  ])('%s: %j is held for a person, alerted, not posted, and no longer pending', async (reason, change) => {
    const before = await pending()
    const id = await startedGift(opened.db, campaign)
    await settle(opened.db, fact(id, { status: 'processing' }))
    expect(await pending()).toEqual({ fen: before.fen + 6666n, gifts: before.gifts + 1n })
    const wrong = fact(id, change)
    expect(await settle(opened.db, wrong)).toMatchObject({ outcome: 'held', reason })
    expect(await settle(opened.db, wrong)).toMatchObject({ outcome: 'held', reason })
    expect(await pending()).toEqual(before)
    expect(await linesOf(id)).toEqual([])
    expect(await mails(id)).toEqual([])
    expect(await findGift(opened.db, id)).toMatchObject({ state: 'held', acknowledgement: null })
    expect(await alerts('gift-held', id)).toEqual([{ n: 2 }])
    expect(await settle(opened.db, fact(id, { status: 'failed' }))).toMatchObject({ outcome: 'ignored' })
  })

  test('currency is compared without regard to case', async () => {
    const id = await startedGift(opened.db, campaign)
    expect(await settle(opened.db, fact(id, { currency: 'cny' }))).toMatchObject({ outcome: 'confirmed' })
  })

  test('a second payment for the same gift is alerted and not posted', async () => {
    const id = await confirmedGift(opened.db, campaign)
    const second = fact(id, { paymentRef: 'pi_second' })
    expect(await settle(opened.db, second)).toMatchObject({ outcome: 'held', reason: 'second-payment' })
    expect(await alerts('payment-second', 'pi_second')).toEqual([{ n: 1 }])
    expect(await linesOf(id)).toHaveLength(6)
    expect((await findGift(opened.db, id))?.state).toBe('confirmed')
  })

  test('one payment pays for one gift, whatever an event says', async () => {
    const first = await confirmedGift(opened.db, campaign)
    const [paid] = await opened.db.query<{ ref: string }>(
      'SELECT payment_ref AS ref FROM giving_gift WHERE id = $1',
      [first],
    )
    const second = await startedGift(opened.db, campaign)
    expect(await settle(opened.db, fact(second, { paymentRef: paid!.ref }))).toMatchObject({
      outcome: 'held',
      reason: 'payment-used',
    })
    expect(await linesOf(second)).toEqual([])
    expect(await alerts('gift-held', second)).toEqual([{ n: 1 }])
  })

  test('a held gift stays held, whatever else comes', async () => {
    const id = await startedGift(opened.db, campaign)
    expect(await settle(opened.db, fact(id, { amountFen: '1' }))).toMatchObject({ outcome: 'held' })
    for (const later of [
      fact(id),
      fact(id, { paymentRef: 'pi_other' }),
      fact(id, { status: 'processing' }),
      fact(id, { status: 'failed' }),
    ]) {
      await settle(opened.db, later)
      expect((await findGift(opened.db, id))?.state).toBe('held')
    }
    expect(await linesOf(id)).toEqual([])
  })

  test('another amount or currency for a confirmed payment is alerted, and changes nothing', async () => {
    const id = await confirmedGift(opened.db, campaign)
    const [paid] = await opened.db.query<{ ref: string }>(
      'SELECT payment_ref AS ref FROM giving_gift WHERE id = $1',
      [id],
    )
    for (const off of [{ amountFen: '1' }, { currency: 'usd' }]) {
      expect(await settle(opened.db, fact(id, { paymentRef: paid!.ref, ...off }))).toMatchObject({
        outcome: 'held',
      })
    }
    expect(await alerts('payment-differs', paid!.ref)).toEqual([{ n: 2 }])
    expect(await linesOf(id)).toHaveLength(6)
  })

  test('money for a gift that nobody knows is alerted', async () => {
    for (const giftId of ['5f0c7d1e-0000-4000-8000-000000000000', 'no uuid', "'; --"]) {
      const told = fact(giftId, { paymentRef: `pi_lost_${giftId}` })
      expect(await settle(opened.db, told)).toEqual({ outcome: 'unmatched' })
      expect(await alerts('payment-unmatched', `pi_lost_${giftId}`)).toEqual([{ n: 1 }])
    }
  })

  test('a payment that arrives after its checkout failed or expired still counts', async () => {
    for (const status of ['failed', 'expired'] as const) {
      const id = await startedGift(opened.db, campaign)
      expect(await settle(opened.db, fact(id, { status }))).toMatchObject({ outcome: status })
      expect(await settle(opened.db, fact(id))).toMatchObject({ outcome: 'confirmed' })
    }
  })

  test('facts in any order, any number of times, end in the same place', async () => {
    const status = fc.constantFrom('processing', 'paid', 'failed', 'expired') as fc.Arbitrary<
      PaymentFact['status']
    >
    await fc.assert(
      fc.asyncProperty(fc.array(status, { minLength: 1, maxLength: 8 }), async (told) => {
        const before = await pending()
        const id = await startedGift(opened.db, campaign)
        for (const s of told) await settle(opened.db, fact(id, { status: s }))
        const gift = (await findGift(opened.db, id))!
        const after = await pending()
        const paid = told.includes('paid')
        const ended = told.includes('failed') || told.includes('expired')
        expect(paid ? ['confirmed'] : ended ? ['failed', 'expired'] : ['pending']).toContain(gift.state)
        expect(after.fen - before.fen).toBe(gift.state === 'pending' ? 6666n : 0n)
        expect(after.gifts - before.gifts).toBe(gift.state === 'pending' ? 1n : 0n)
        expect(await linesOf(id)).toHaveLength(paid ? 6 : 0)
        expect(await mails(id)).toHaveLength(paid ? 1 : 0)
        expect(gift.acknowledgement !== null).toBe(paid)
      }),
      { numRuns: 40 },
    )
  })
})
