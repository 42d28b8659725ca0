import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findReceipt } from '~/market/find-receipt.server'
import { listNewestReceipts } from '~/market/list-receipts.server'
import { matchSalePayments } from '~/market/match-sale-payments.server'
import { receiptWords } from '~/market/receipt-words.server'
import type { SaleItemJson } from '~/market/sale'
import { startSalePayment } from '~/market/start-sale-payment.server'
import type { Locale } from '~/platform/i18n'
import { fact, publicUrl, recordingGateway, settle } from '../giving/support'
import { databases, type TestDatabase } from '../setup/databases'
import { day, faultsOf, now, openMarket, type Phone, passAt, phoneAt, reversalOf, seal } from './support'

describe.each(databases)('paying a stall’s receipt by QR: $name', ({ open }) => {
  let at: TestDatabase
  let phone: Phone
  beforeEach(async () => {
    at = await open()
    await openMarket(at.db)
    phone = await phoneAt(at.db, await passAt(at.db, 's1'))
  })
  afterEach(() => at.drop())

  const start = (sale: string, amountFen: bigint, more: { stall?: string; campaign?: string } = {}) =>
    startSalePayment(at.db, recordingGateway().gateway, {
      ...{ sale, campaign: 'walk-11', stall: 's1', amountFen },
      ...{ today: day, locale: 'zh-CN', publicUrl },
      ...more,
    })
  async function pay(sale: string, amountFen: bigint, more: { stall?: string } = {}) {
    const started = await start(sale, amountFen, more)
    if (!started.ok) throw new Error(started.reason)
    const paid = fact(started.giftId, { amountFen: `${amountFen}`, at: now.toISOString() })
    expect(await settle(at.db, paid)).toMatchObject({ outcome: 'confirmed' })
  }
  const byQr = (amountFen: bigint): SaleItemJson => phone.sell(amountFen, { method: 'qr' })
  const stateOf = async (id: string, locale: Locale = 'zh-CN') => {
    const words = receiptWords(locale, (await findReceipt(at.db, id))!)
    return { word: words.state.word, sealed: words.seal !== null }
  }
  const atDesk = async (id: string) =>
    (await listNewestReceipts(at.db, 'walk-11', 's1')).find((r) => r.id === id)!
  const alerts = () =>
    at.db.query(
      `SELECT subject, detail ->> 'paid' AS paid, detail ->> 'said' AS said, detail ->> 'elsewhere' AS elsewhere
         FROM platform_alert WHERE kind = 'sale-paid-differs' ORDER BY id`,
    )

  test('a receipt is paid when exactly its amount has arrived; another amount is said as it is', async () => {
    const [right, short] = [byQr(1_500n), byQr(1_500n)]
    await pay(right.id, 1_500n)
    await pay(short.id, 100n)
    await phone.send([right, short])
    expect(await stateOf(right.id)).toEqual({ word: '已到账', sealed: true })
    expect(await stateOf(short.id)).toEqual({ word: '付了 ¥1.00，应付 ¥15.00', sealed: false })
    expect(await stateOf(short.id, 'en')).toEqual({ word: 'Paid ¥1.00 of ¥15.00', sealed: false })
    expect(await atDesk(right.id)).toMatchObject({ confirmed: true, paidFen: 1_500n })
    expect(await atDesk(short.id)).toMatchObject({ confirmed: false, paidFen: 100n })
    await phone.send([phone.sell(0n, reversalOf(short))])
    expect(await stateOf(short.id), 'what was paid of it is to be returned').toEqual({
      word: '已冲销，待退款',
      sealed: false,
    })
    await seal(at.db)
    expect(await faultsOf(at.db)).toEqual([])
  })

  test('once the receipt has arrived its own stall and amount count; before, the code is believed', async () => {
    const [sale, cash] = [byQr(1_500n), phone.sell(700n)]
    expect(await start(sale.id, 100n), 'no phone has sent it yet').toMatchObject({ ok: true })
    await phone.send([sale, cash])
    for (const [amountFen, more] of [
      [100n, {}],
      [1_500n, { stall: 's2' }],
    ] as const)
      expect(await start(sale.id, amountFen, more)).toEqual({ ok: false, reason: 'receipt-differs' })
    expect(await start(cash.id, 700n), 'it was paid in cash').toEqual({
      ok: false,
      reason: 'receipt-differs',
    })
    expect(await start(sale.id, 1_500n)).toMatchObject({ ok: true })
    const reversal = phone.sell(0n, reversalOf(sale))
    await phone.send([reversal])
    expect(await start(sale.id, 1_500n)).toEqual({ ok: false, reason: 'receipt-voided' })
    expect(await start(reversal.id, 1_500n)).toEqual({ ok: false, reason: 'receipt-differs' })
    expect(await start(randomUUID(), 1_500n, { stall: 's9' })).toEqual({ ok: false, reason: 'unknown-stall' })
  })

  test('money that went to another stall’s fund is alerted once, though its amount is right', async () => {
    const [right, astray] = [byQr(1_500n), byQr(1_500n)]
    await pay(right.id, 1_500n)
    await pay(astray.id, 1_500n, { stall: 's2' })
    expect(await matchSalePayments(at.db, now), 'their phone may still be on its way').toBe(0)
    await phone.send([right, astray])
    expect(await matchSalePayments(at.db, now)).toBe(1)
    expect(await alerts()).toEqual([{ subject: astray.id, paid: '1500', said: '1500', elsewhere: 'true' }])
    expect(await matchSalePayments(at.db, now), 'told once').toBe(0)
  })
})
