import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { giftBooks } from '~/giving/gift-books.server'
import { auditBooks } from '~/ledger/audit-books.server'
import { bookPayout } from '~/payments/book-payout.server'
import type { BalanceTransaction, Gateway, ProviderPayout } from '~/payments/gateway'
import { paymentBooks } from '~/payments/payment-books.server'
import { readBalance } from '~/payments/read-balance.server'
import { readReconciliation } from '~/payments/read-reconciliation.server'
import { reconcileProvider } from '~/payments/reconcile-provider.server'
import { shanghaiDay } from '~/platform/dates'
import { databases, type TestDatabase } from '../setup/databases'
import { alerts, insertGift, openCheckout, startReceiver, startTill } from './support'

const settle = { sql: 'giving_settle' }
const soon = () => new Date(Date.now() + 5 * 60_000)

describe.each(databases)("the provider's balance on $name", ({ open }) => {
  let test: TestDatabase
  let db: TestDatabase['db']
  let door: Awaited<ReturnType<typeof startReceiver>>
  let till: Awaited<ReturnType<typeof startTill>>
  const today = shanghaiDay(new Date())
  beforeAll(async () => {
    test = await open()
    db = test.db
  })
  afterEach(async () => {
    expect((await auditBooks(db, { checks: [giftBooks, paymentBooks] })).faults).toEqual([])
  })
  afterAll(() => test.drop())
  /** Each test has a provider of its own, and books from which what came before has been paid out. */
  const startDay = async (run: () => Promise<void>) => {
    door = await startReceiver()
    till = await startTill(door.url)
    till.sandbox.control.drop = true
    await run().finally(async () => {
      await till.sandbox.stop()
      await door.stop()
    })
  }
  const knob = async (name: string, body: object) => {
    const answer = await fetch(`${till.sandbox.url}/_control/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(200)
    return (await answer.json()) as { id: string; amount: number }
  }
  const catchUp = async () => {
    await reconcileProvider(db, till.gateway, settle, { now: soon })
    return readBalance(db, till.gateway, new Date())
  }
  async function paid(method = 'card') {
    const gift = await insertGift(db)
    const { ref } = await openCheckout(till.gateway, { giftId: gift })
    await till.press(ref, 'pay', method)
    await catchUp()
    const [row] = await db.query<{ ref: string }>(
      'SELECT payment_ref AS ref FROM giving_gift WHERE id = $1',
      [gift],
    )
    return { gift, payment: row!.ref }
  }
  const book = (payoutId: string) => db.transaction((tx) => bookPayout(tx, { payoutId, occurredOn: today }))
  const held = async (account: string) =>
    db.query<{ fund: string; fen: bigint }>(
      `SELECT fund, sum(amount_fen)::bigint AS fen FROM ledger_line WHERE account = $1 GROUP BY fund HAVING sum(amount_fen) <> 0 ORDER BY fund`,
      [account],
    )

  it('a day of gifts, refunds, disputes and a payout: books = provider = bank, with nothing unexplained', () =>
    startDay(async () => {
      const gifts = [await paid('card'), await paid('alipay'), await paid('wechat_pay'), await paid('card')]
      await knob('refund', { payment: gifts[0]!.payment, amount: 1234 })
      await knob('refund', { payment: gifts[1]!.payment, amount: 6666 })
      const lost = await knob('dispute', { payment: gifts[2]!.payment })
      const won = await knob('dispute', { payment: gifts[3]!.payment, amount: 5000 })
      await knob('dispute-end', { dispute: won.id, status: 'won' })
      await catchUp()
      await knob('dispute-end', { dispute: lost.id, status: 'lost' })
      const payout = await knob('payout', {})
      expect(payout.amount).toBe(4 * (6666 - 40) - 1234 - 6666 - 6666)
      expect(await catchUp()).toMatchObject({ ok: true, payouts: 1 })
      expect(await readBalance(db, till.gateway, new Date())).toMatchObject({ stored: 0, fees: 0 })

      expect(await readReconciliation(db, today)).toMatchObject({
        unexplained: 0,
        unexplainedFen: 0n,
        differences: [],
        bookedFen: BigInt(payout.amount),
        toldFen: BigInt(payout.amount),
        atBankFen: 0n,
        payouts: [{ id: payout.id, bankFen: null, listedFen: BigInt(payout.amount) }],
      })
      const first = await book(payout.id)
      expect(first).toMatchObject({ ok: true, created: true })
      expect(await book(payout.id)).toEqual({ ...first, created: false })
      expect(await held('provider-clearing')).toEqual([])
      expect(await held('disputed')).toEqual([])
      expect((await held('bank')).reduce((sum, f) => sum + f.fen, 0n)).toBe(BigInt(payout.amount))
      expect(await held('provider-fees')).toEqual([{ fund: 'payment-costs', fen: 160n }])
      expect(await readReconciliation(db, today)).toMatchObject({
        unexplained: 0,
        atBankFen: BigInt(payout.amount),
        underwayFen: 0n,
        payouts: [{ bankFen: BigInt(payout.amount) }],
      })
    }))

  it('a payout that is 0.01 off its movements is alerted and named, and not booked', () =>
    startDay(async () => {
      await paid()
      const payout = await knob('payout', { off: 1 })
      await catchUp()
      await catchUp()
      expect(await alerts(db, 'payout-differs', payout.id)).toMatchObject([
        { seen_times: 1, detail: { amountFen: '6627', listedFen: '6626', offFen: '1' } },
      ])
      expect(await book(payout.id)).toEqual({ ok: false, reason: 'does-not-add-up' })
      expect(await book('po_nothing')).toEqual({ ok: false, reason: 'unknown-payout' })
      expect(await readReconciliation(db, today)).toMatchObject({ unexplained: 1, unexplainedFen: 1n })
      await db.query('DELETE FROM payments_payout WHERE id = $1', [payout.id])
    }))

  it('an error of 0.01 between books and provider is found and named down to the gift; so is what one of them lacks', () =>
    startDay(async () => {
      const { gift } = await paid()
      const payout = await knob('payout', {})
      await catchUp()
      const off = (by: number) =>
        db.query(
          'UPDATE payments_balance_transaction SET amount_fen = amount_fen + $2 WHERE entry_key = $1',
          [gift, by],
        )
      await off(1)
      expect(await readReconciliation(db, today)).toMatchObject({
        unexplained: 1,
        unexplainedFen: 1n,
        differences: [
          { what: 'amount-differs', source: 'gift', key: gift, bookedFen: 6666n, toldFen: 6667n },
        ],
      })
      expect(await book(payout.id)).toEqual({ ok: false, reason: 'not-explained' })
      await off(-1)

      const rows = await db.query<{ id: string }>(
        `UPDATE payments_balance_transaction SET entry_key = $2 WHERE entry_key = $1 RETURNING id`,
        [gift, randomUUID()],
      )
      // As if nothing had been read since the gift was booked.
      await db.query(`UPDATE payments_balance_transaction SET created_at = created_at - interval '1 minute'`)
      const unread = (await readReconciliation(db, today)).differences
      expect(unread.map((d) => d.what).sort()).toEqual(['not-in-books', 'not-read-yet'])
      await db.query(`UPDATE payments_balance_transaction SET created_at = now() WHERE type = 'payout'`)
      const found = await readReconciliation(db, today)
      expect(found.differences.map((d) => [d.what, d.txn]).sort()).toEqual([
        ['not-at-provider', null],
        ['not-in-books', rows[0]!.id],
      ])
      expect(found.unexplainedFen).toBe(13_332n)
      await db.query('UPDATE payments_balance_transaction SET entry_key = $2 WHERE id = $1', [
        rows[0]!.id,
        gift,
      ])

      await db.query(
        `UPDATE payments_balance_transaction SET created_at = created_at - interval '1 day' WHERE id = $1`,
        [rows[0]!.id],
      )
      expect(await readReconciliation(db, today)).toMatchObject({
        unexplained: 0,
        differences: expect.arrayContaining([
          expect.objectContaining({ what: 'other-day', source: 'gift', key: gift }),
        ]),
      })
      await db.query(
        `UPDATE payments_balance_transaction SET created_at = created_at + interval '1 day' WHERE id = $1`,
        [rows[0]!.id],
      )
      expect(await book(payout.id)).toMatchObject({ ok: true })
    }))

  it('a movement in another currency is told to a person and not booked; a fee that stands alone is', async () => {
    const movement = (over: Partial<BalanceTransaction>): BalanceTransaction => ({
      id: `txn_${randomUUID()}`,
      type: 'stripe_fee',
      amountFen: '-250',
      feeFen: '0',
      currency: 'CNY',
      sourceRef: '',
      paymentRef: '',
      giftId: '',
      at: new Date().toISOString(),
      ...over,
    })
    const alone = movement({})
    const dollars = movement({
      type: 'charge',
      amountFen: '1000',
      feeFen: '30',
      currency: 'USD',
      giftId: randomUUID(),
    })
    const listing = {
      provider: 'stripe',
      async *listBalanceTransactions() {
        yield* [alone, dollars]
      },
      async *listPayouts(): AsyncGenerator<ProviderPayout> {},
    } as unknown as Gateway
    expect(await readBalance(db, listing, new Date())).toEqual({ ok: true, stored: 2, fees: 1, payouts: 0 })
    expect(await readBalance(db, listing, new Date())).toEqual({ ok: true, stored: 0, fees: 0, payouts: 0 })
    expect(await alerts(db, 'balance-unread', dollars.id)).toMatchObject([{ seen_times: 1 }])
    const found = (await readReconciliation(db, today)).differences
    expect(found.map((d) => [d.what, d.txn])).toEqual([
      ['other-currency', dollars.id],
      ['other-currency', dollars.id],
    ])
    await db.query('DELETE FROM payments_balance_transaction WHERE id = $1', [dollars.id])
  })

  it('answers that the provider is away, and goes on with the next run', async () => {
    const away = {
      provider: 'stripe',
      // biome-ignore lint/correctness/useYield: it fails before it can
      async *listBalanceTransactions(): AsyncGenerator<BalanceTransaction> {
        throw new Error('away')
      },
    } as unknown as Gateway
    expect(await readBalance(db, away, new Date())).toEqual({ ok: false, reason: 'unavailable' })
  })
})
