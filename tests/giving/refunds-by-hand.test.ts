import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { agreeRefund } from '~/giving/agree-refund.server'
import { askLineReversal } from '~/giving/ask-line-reversal.server'
import { askRefund } from '~/giving/ask-refund.server'
import { bookBankLine } from '~/giving/book-bank-line.server'
import { dropRefund } from '~/giving/drop-refund.server'
import { findMoneyBack } from '~/giving/find-money-back.server'
import { giftBooks } from '~/giving/gift-books.server'
import { listDepositLots } from '~/giving/list-deposit-lots.server'
import { listRefundLines } from '~/giving/list-refund-lines.server'
import { listRefundsToPay } from '~/giving/list-refunds-to-pay.server'
import { matchDeposit } from '~/giving/match-deposit.server'
import { findRefundsOfLine, matchRefund } from '~/giving/match-refund.server'
import { offlineBooks } from '~/giving/offline-books.server'
import { payRefund } from '~/giving/pay-refund.server'
import { paidRefunds } from '~/giving/period-checks.server'
import { readRefundOrder } from '~/giving/refund-order'
import { takeBackMatch } from '~/giving/take-back-match.server'
import { decideProposal } from '~/identity/decide-proposal.server'
import { auditBooks } from '~/ledger/audit-books.server'
import type { Database } from '~/platform/db.server'
import { executors } from '~/wiring.server'
import { actor, expectBankBooks, keepLines, openAccount, treasurer } from '../payments/bank-desk'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { bo, cashOf, countedBatch, expectBooks, mei, totalsOf } from './batches'
import { openWalk } from './support'

const today = '2026-03-31'
const evidence = { id: 'a'.repeat(64), type: 'application/pdf', name: '回单.pdf' }
const alone = 1_000_000n
const order = (giftId: string, amountFen: bigint) => ({
  refundId: randomUUID(),
  giftId,
  amountFen,
  reason: 'donor-asked' as const,
  note: '',
})
const linesOf = (db: Database, key: string) =>
  db.query<{ account: string; fund: string; fen: bigint }>(
    `SELECT l.account, l.fund, l.amount_fen AS fen FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id
      WHERE e.source = 'refund' AND e.key = $1 ORDER BY l.account, l.fund`,
    [key],
  )
const lineOf = async (db: Database, fen: bigint) =>
  (await db.query<{ id: string }>('SELECT id::text FROM payments_bank_line WHERE amount_fen = $1', [fen]))[0]!
    .id

async function bankGift(db: Database, yuan: string, donorName = '林女士') {
  const account = await openAccount(db)
  await keepLines(db, account, [{ day: '2026-03-07', yuan, who: donorName }])
  const fen = BigInt(yuan.replace('.', ''))
  const lineId = await lineOf(db, fen)
  const gift = { campaign: 'walk-11', fund: null, donorName, nameConsent: false, contactEmail: '' } as const
  const booked = await bookBankLine(db, treasurer, { lineId, amountFen: fen, locale: 'zh-CN', ...gift })
  if (!booked.ok) throw new Error(booked.reason)
  return { account, lineId, giftId: booked.giftId }
}
/** The treasurer's word that a refund was paid. */
const payment = (giftId: string, refundId: string, change: object = {}) => ({
  giftId,
  refundId,
  way: 'bank' as const,
  on: '2026-03-20',
  lineId: null,
  evidence,
  today,
  ...change,
})

describe.each(databases)('refunds of what came by no provider: $name', ({ open }) => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await open()
    await openWalk(at.db)
  })
  afterEach(async () => {
    await expectBooks(at.db)
    await expectBankBooks(at.db)
    await at.drop()
  })

  test('a transfer goes back in part and then whole, split over the funds as it came, and nobody asks a provider', async () => {
    const { db } = at
    const { account, giftId, lineId } = await bankGift(db, '1000.00')
    const part = order(giftId, 33_333n)
    expect(await askRefund(db, treasurer, part, alone)).toMatchObject({ ok: true, proposed: false })
    expect(await db.query(`SELECT 1 FROM platform_outbox WHERE topic = 'send-refund'`)).toEqual([])
    expect(await totalsOf(db), 'asked is not paid').toMatchObject({ fen: 100_000n })
    expect(await listRefundsToPay(db)).toMatchObject([
      { giftId, amountFen: 33_333n, askedName: treasurer.name },
    ])
    const close = (through: string) => paidRefunds.look(db, through)
    expect(await close('2999-12-31')).toMatchObject({ level: 'warns', count: 1 })
    expect(await close('2020-12-31')).toMatchObject({ level: 'fine' })

    await keepLines(db, account, [{ day: '2026-03-21', yuan: '-333.33', who: '林女士' }])
    const [shown] = await listRefundLines(db, 33_333n, '2026-03-07')
    expect(shown).toMatchObject({ day: '2026-03-21', counterparty: '林女士' })
    const paid = payment(giftId, part.refundId, { lineId: shown!.id })
    expect(await payRefund(db, treasurer, paid)).toEqual({ ok: true, on: '2026-03-21' })
    expect(await payRefund(db, treasurer, paid)).toEqual({ ok: false, reason: 'not-asked' })
    expect(await linesOf(db, part.refundId)).toEqual([
      { account: 'bank', fund: 'children', fen: -10_000n },
      { account: 'bank', fund: 'elders', fen: -23_333n },
      { account: 'donations', fund: 'children', fen: 10_000n },
      { account: 'donations', fund: 'elders', fen: 23_333n },
    ])
    expect(await listRefundLines(db, 33_333n, '2026-03-07'), 'one line is one refund').toEqual([])
    expect(await totalsOf(db)).toMatchObject({ fen: 66_667n })

    expect(await listRefundsToPay(db)).toEqual([])
    const rest = order(giftId, 66_667n)
    await askRefund(db, treasurer, rest, alone)
    expect(await payRefund(db, treasurer, payment(giftId, rest.refundId))).toMatchObject({ ok: true })
    const back = await findMoneyBack(db, giftId)
    expect(back).toMatchObject({ leftFen: 0n, byHand: true })
    expect(back.refunds).toMatchObject([
      { state: 'settled', paidBy: 'bank', bankLineId: shown!.id, evidenceName: '回单.pdf' },
      { state: 'settled', paidBy: 'bank', bankLineId: null, refundedOn: '2026-03-20' },
    ])
    const left = await db.query<{ fen: bigint }>(
      `SELECT sum(amount_fen)::bigint AS fen FROM ledger_line WHERE account = 'bank' GROUP BY fund HAVING sum(amount_fen) <> 0`,
    )
    expect(left, 'every fund has given what it had').toEqual([])

    // The statement that shows it comes later.
    await keepLines(db, account, [{ day: '2026-03-22', yuan: '-666.67', who: '林女士' }])
    const debit = await lineOf(db, -66_667n)
    expect((await findRefundsOfLine(db, debit)).may).toMatchObject([{ id: rest.refundId, giftId }])
    expect(await matchRefund(db, actor('organiser'), { lineId: debit, refundId: rest.refundId })).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await matchRefund(db, treasurer, { lineId, refundId: rest.refundId })).toMatchObject({
      reason: 'unknown-line',
    })
    expect(await matchRefund(db, treasurer, { lineId: debit, refundId: part.refundId })).toMatchObject({
      reason: 'refund-gone',
    })
    expect(await matchRefund(db, treasurer, { lineId: debit, refundId: rest.refundId })).toEqual({ ok: true })
    expect(await findRefundsOfLine(db, debit)).toMatchObject({ is: { id: rest.refundId }, may: [] })
  })

  test('above the limit two people agree; who took the money back as a mistake meanwhile is not paid', async () => {
    const { db } = at
    const { giftId, lineId } = await bankGift(db, '500.00')
    const asked = await askRefund(db, treasurer, order(giftId, 50_000n), 40_000n)
    expect(asked).toMatchObject({ ok: true, proposed: true })
    const [proposal] = await db.query<{ id: string; payload: Record<string, unknown> }>(
      `SELECT id::text, payload FROM identity_proposal WHERE state = 'waiting'`,
    )
    const decided = { id: proposal!.id, decision: 'approved' } as const
    expect(await decideProposal(db, bo, decided, executors)).toMatchObject({ ok: true })
    const back = await findMoneyBack(db, giftId)
    expect(back.refunds).toMatchObject([{ state: 'asked', amountFen: 50_000n }])
    const refundId = back.refunds[0]!.id
    const [match] = await db.query<{ id: string }>(
      'SELECT id::text FROM payments_bank_match WHERE line_id = $1::uuid',
      [lineId],
    )
    const mistake = { matchId: match!.id, note: '认错了', now: new Date('2026-03-09T02:00:00Z') }
    expect(await takeBackMatch(db, treasurer, mistake)).toEqual({ ok: false, reason: 'refunded' })
    expect(await dropRefund(db, actor('organiser'), { giftId, refundId })).toMatchObject({
      reason: 'not-allowed',
    })
    expect(await dropRefund(db, treasurer, { giftId, refundId })).toEqual({ ok: true })
    expect(await payRefund(db, treasurer, payment(giftId, refundId))).toMatchObject({ reason: 'not-asked' })
    expect(await findMoneyBack(db, giftId)).toMatchObject({ leftFen: 50_000n })
    expect(await takeBackMatch(db, treasurer, mistake)).toMatchObject({ ok: true })
    expect(await askRefund(db, treasurer, order(giftId, 100n), alone)).toEqual({
      ok: false,
      reason: 'not-refundable',
    })
    const again = { ...readRefundOrder(proposal!.payload), refundId: randomUUID() }
    expect(await db.transaction((tx) => agreeRefund(tx, bo, again))).toEqual({
      ok: false,
      reason: 'changed-since',
    })
  })

  test('a refund in cash leaves the house, is never more than lies there, and what is paid in is that much less', async () => {
    const { db } = at
    const batch = await countedBatch(db, ['100', '50'])
    const [hundred] = await db.query<{ id: string }>(
      'SELECT gift_id::text AS id FROM giving_batch_line WHERE id = $1::uuid',
      [batch.lines[0]],
    )
    const giftId = hundred!.id
    const refund = order(giftId, 3_000n)
    await askRefund(db, bo, refund, alone)
    const reversal = { batchId: batch.id, lineId: batch.lines[0]!, note: '错' }
    expect(await askLineReversal(db, bo, reversal)).toMatchObject({ ok: false, reason: 'refunded' })
    const cash = payment(giftId, refund.refundId, { way: 'cash' })
    expect(await payRefund(db, bo, { ...cash, on: '2026-03-06' })).toMatchObject({ reason: 'day-wrong' })
    expect(await payRefund(db, bo, { ...cash, on: '2026-04-01' })).toMatchObject({ reason: 'day-wrong' })
    expect(await payRefund(db, bo, cash)).toMatchObject({ ok: true })
    expect(await cashOf(db)).toBe(12_000n)

    const account = await openAccount(db)
    await keepLines(db, account, [{ day: '2026-03-25', yuan: '120.00', remark: '存现' }])
    const lots = await listDepositLots(db)
    expect(lots.map(({ kind, amountFen }) => [kind, amountFen])).toEqual([
      ['batch', 15_000n],
      ['refund', -3_000n],
    ])
    const deposit = { lineId: await lineOf(db, 12_000n), lots: lots.map(({ key }) => key) }
    expect(await matchDeposit(db, bo, { ...deposit, lots: [lots[0]!.key] })).toMatchObject({
      reason: 'not-so-much-open',
    })
    expect(await matchDeposit(db, bo, deposit)).toMatchObject({ ok: true, amountFen: 12_000n })
    expect(await cashOf(db)).toBe(0n)
    const rest = order(giftId, 7_000n)
    await askRefund(db, bo, rest, alone)
    expect(await payRefund(db, bo, payment(giftId, rest.refundId, { way: 'cash' }))).toEqual({
      ok: false,
      reason: 'not-so-much-cash',
    })
    expect(await payRefund(db, mei, payment(giftId, rest.refundId))).toMatchObject({ reason: 'not-allowed' })
    expect(await payRefund(db, bo, payment(giftId, rest.refundId))).toMatchObject({ ok: true })
  })

  test('the books name a refund that says it was paid from elsewhere', async () => {
    const { db } = at
    const { giftId } = await bankGift(db, '10.00')
    const refund = order(giftId, 1_000n)
    await askRefund(db, treasurer, refund, alone)
    await payRefund(db, treasurer, payment(giftId, refund.refundId))
    const say = (way: string) =>
      db.query('UPDATE giving_refund SET paid_by = $2 WHERE id = $1::uuid', [refund.refundId, way])
    await say('cash')
    const { faults } = await auditBooks(db, { checks: [giftBooks, offlineBooks] })
    expect(faults).toMatchObject([{ what: 'refund-paid', row: `giving_refund ${refund.refundId}` }])
    await say('bank')
  })
})

describe.each(postgresOnly)('at once: $name', ({ open }) => {
  test('two who pay the same refund pay it once', async () => {
    const { db, drop } = await open()
    await openWalk(db)
    const { giftId } = await bankGift(db, '10.00')
    const refund = order(giftId, 1_000n)
    await askRefund(db, treasurer, refund, alone)
    const pay = () => payRefund(db, treasurer, payment(giftId, refund.refundId))
    const both = await Promise.all([pay(), pay()])
    expect(both.filter((answer) => answer.ok)).toHaveLength(1)
    await expectBooks(db)
    await drop()
  })
})
