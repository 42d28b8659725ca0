import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askPayout } from '~/giving/ask-payout.server'
import { matchPayout } from '~/giving/match-payout.server'
import { takeBackMatch } from '~/giving/take-back-match.server'
import type { Actor } from '~/identity/actor'
import { decideProposal } from '~/identity/decide-proposal.server'
import { findWaitingProposals } from '~/identity/find-waiting-proposal.server'
import { amountsOfPayouts, listOpenPayouts } from '~/payments/list-open-payouts.server'
import { readBalance } from '~/payments/read-balance.server'
import { readReconciliation } from '~/payments/read-reconciliation.server'
import { reconcileProvider } from '~/payments/reconcile-provider.server'
import { payoutOff } from '~/payments/reconciliation'
import { shanghaiDay } from '~/platform/dates'
import { executors } from '~/wiring.server'
import { actor, expectBankBooks, keepLines, openAccount, suspense, treasurer } from '../payments/bank-desk'
import { insertGift, openCheckout, startReceiver, startTill } from '../payments/support'
import { databases, type TestDatabase } from '../setup/databases'

const soon = () => new Date(Date.now() + 5 * 60_000)
const yuan = (fen: number) => (fen / 100).toFixed(2)

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  let till: Awaited<ReturnType<typeof startTill>>
  let door: Awaited<ReturnType<typeof startReceiver>>
  beforeEach(async () => {
    opened = await open()
    door = await startReceiver()
    till = await startTill(door.url)
    till.sandbox.control.drop = true
  })
  afterEach(async () => {
    await expectBankBooks(opened.db)
    await till.sandbox.stop()
    await door.stop()
    await opened.drop()
  })
  async function paidOut(): Promise<{ id: string; amount: number }> {
    const { ref } = await openCheckout(till.gateway, { giftId: await insertGift(opened.db) })
    await till.press(ref, 'pay', 'card')
    const answer = await fetch(`${till.sandbox.url}/_control/payout`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    await reconcileProvider(opened.db, till.gateway, { sql: 'giving_settle' }, { now: soon })
    await readBalance(opened.db, till.gateway, new Date())
    return (await answer.json()) as { id: string; amount: number }
  }
  async function linesOf(...amounts: number[]): Promise<string[]> {
    const day = shanghaiDay(new Date())
    const account = await openAccount(opened.db)
    await keepLines(
      opened.db,
      account,
      amounts.map((fen, n) => ({ day, yuan: yuan(fen), who: `支付渠道${n}`, remark: '结算' })),
    )
    const rows = await opened.db.query<{ id: string }>(
      'SELECT id::text FROM payments_bank_line ORDER BY counterparty',
    )
    return rows.map(({ id }) => id)
  }

  test('a payout that arrives leaves suspense and the provider, and the day reconciles; once', async () => {
    const { db } = opened
    const payout = await paidOut()
    const fen = BigInt(payout.amount)
    const [first, again, other] = await linesOf(payout.amount, payout.amount, payout.amount + 1)
    expect((await listOpenPayouts(db, fen, shanghaiDay(new Date()))).map(({ id }) => id)).toEqual([payout.id])
    expect([...(await amountsOfPayouts(db, [fen, fen + 1n]))]).toEqual([fen])
    const match = (lineId: string, payoutId = payout.id) => matchPayout(db, treasurer, { lineId, payoutId })
    expect(await match(other!)).toEqual({ ok: false, reason: 'not-so-much-open' })
    expect(await match(first!, 'po_nobody')).toEqual({ ok: false, reason: 'unknown-payout' })
    expect(await matchPayout(db, actor('organiser'), { lineId: first!, payoutId: payout.id })).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await suspense(db)).toBe(3n * fen + 1n)

    expect(await match(first!)).toMatchObject({ ok: true })
    expect(await match(first!)).toEqual({ ok: false, reason: 'not-so-much-open' })
    expect(await match(again!)).toEqual({ ok: false, reason: 'payout-arrived' })
    expect(await suspense(db)).toBe(2n * fen + 1n)
    expect((await amountsOfPayouts(db, [fen])).size).toBe(0)
    expect(await listOpenPayouts(db, fen, shanghaiDay(new Date()))).toEqual([])
    expect(await readReconciliation(db, shanghaiDay(new Date()))).toMatchObject({
      unexplained: 0,
      atBankFen: fen,
      underwayFen: 0n,
    })
    const [kept] = await db.query<{ id: string }>('SELECT id::text FROM payments_bank_match')
    expect(await takeBackMatch(db, treasurer, { matchId: kept!.id, note: '错了', now: new Date() })).toEqual({
      ok: false,
      reason: 'payout-stays',
    })
  })
  test('one that its movements do not explain waits for two people; the rest stands under the payment costs', async () => {
    const { db } = opened
    const payout = await paidOut()
    const fen = BigInt(payout.amount)
    // The provider paid out 0.07 more than it can name.
    await db.query('UPDATE payments_payout SET amount_fen = amount_fen + 7 WHERE id = $1', [payout.id])
    const [line] = await linesOf(payout.amount + 7)
    const asked = { lineId: line!, payoutId: payout.id }
    expect(await matchPayout(db, treasurer, asked)).toEqual({ ok: false, reason: 'does-not-add-up' })
    const ask = (by: Actor, note = '问过支付渠道，对方说是活动补贴') => askPayout(db, by, { ...asked, note })
    expect(await ask(actor('organiser'))).toMatchObject({ reason: 'not-allowed' })
    expect(await ask(treasurer, ' ')).toMatchObject({ reason: 'note-needed' })
    expect(await ask(treasurer)).toMatchObject({ ok: true })
    expect(await ask(treasurer)).toMatchObject({ reason: 'already-proposed' })
    const [waiting] = await findWaitingProposals(db, { kind: 'payout', id: payout.id })
    const decision = { id: waiting!.id, decision: 'approved' } as const
    expect(await decideProposal(db, treasurer, decision, executors)).toMatchObject({ ok: false })
    expect(await suspense(db)).toBe(fen + 7n)
    expect(await decideProposal(db, actor('administrator'), decision, executors)).toMatchObject({ ok: true })
    expect(await suspense(db)).toBe(0n)
    const held = await db.query<{ fund: string; fen: bigint }>(
      `SELECT fund, sum(amount_fen)::bigint AS fen FROM ledger_line WHERE account = 'provider-clearing' GROUP BY fund HAVING sum(amount_fen) <> 0`,
    )
    expect(held).toEqual([{ fund: 'payment-costs', fen: -7n }])
    const { payouts } = await readReconciliation(db, shanghaiDay(new Date()))
    expect(payouts).toMatchObject([{ acceptedFen: 7n, acceptedNote: '问过支付渠道，对方说是活动补贴' }])
    expect(payouts.map(payoutOff)).toEqual([0n])
  })

  test('one that explains itself needs no second person, and asking for one moves nothing', async () => {
    const { db } = opened
    const payout = await paidOut()
    const [line] = await linesOf(payout.amount)
    const asked = { lineId: line!, payoutId: payout.id, note: '不知道' }
    expect(await askPayout(db, treasurer, asked)).toEqual({ ok: false, reason: 'fits' })
    expect(await suspense(db)).toBe(BigInt(payout.amount))
  })
})
