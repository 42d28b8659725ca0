import { describe, expect, test } from 'vitest'
import { readCounted } from '~/market/count-form'
import { readPayAddress } from '~/market/pay-address'
import { keepReceipt, ownReceipts, type TillEntry } from '~/market/phone/keep-till'
import {
  amountOf,
  cashTaken,
  changeOf,
  emptyTill,
  likelyTenders,
  mayBePaid,
  mayVoid,
  nextReceipt,
  type Press,
  pressTill,
  type Till,
} from '~/market/phone/stall-till'
import { receiptNumber } from '~/market/receipt'
import { saleItem } from '~/market/sale'
import { keyFor, readStallForm } from '~/market/stall-form'
import { payUrl, type StallPlan } from '~/market/stall-plan'
import { type OutboxStore, openOutbox } from '~/platform/phone/outbox'

const plan: StallPlan = {
  campaign: 'walk-11',
  campaignZh: '健康行',
  campaignEn: 'Walk',
  stall: 's3',
  stallNumber: 3,
  stallZh: '绣品摊',
  stallEn: 'Embroidery',
  organisation: '南村妇联',
  fundZh: '长者',
  fundEn: 'Elders',
  goods: [
    { key: 'bag', nameZh: '香包', nameEn: 'Sachet', priceFen: '1500' },
    { key: 'fan', nameZh: '扇子', nameEn: 'Fan', priceFen: '800' },
  ],
  device: '11111111-1111-4111-8111-111111111111',
  deviceNumber: 2,
  lastReceipt: 0,
  validOn: '2026-03-08',
  contact: '',
  site: 'https://give.example.org',
}
const now = new Date('2026-03-08T02:30:00Z')
const uuid = (n: number) => `22222222-2222-4222-8222-${String(n).padStart(12, '0')}`
const pressed = (...presses: Press[]): Till => presses.reduce(pressTill, emptyTill)
const goods = (key: string): Press => ({ press: 'goods', key })
const digit = (n: number): Press => ({ press: 'digit', digit: n })

/** A store as IndexedDB is one; `full` takes nothing more. */
function store() {
  const rows = new Map<string, TillEntry>()
  const state = { full: false }
  const write = (entries: TillEntry[]) => {
    if (state.full) throw new Error('QuotaExceededError')
    for (const entry of entries) rows.set(entry.id, entry)
  }
  const outbox: OutboxStore<TillEntry> = {
    add: async (entry) => {
      if (!rows.has(entry.id)) write([entry])
    },
    replace: async (entries) => write(entries),
    all: async () => [...rows.values()],
    remove: async (ids) => {
      for (const id of ids) rows.delete(id)
    },
  }
  return { state, open: () => openOutbox(outbox) }
}

describe('the till', () => {
  test('goods by their tiles: a tile, cash, exactly this are three taps', () => {
    const till = pressed(goods('bag'), { press: 'cash' })
    expect(till.step).toBe('cash')
    expect(amountOf(till, plan)).toBe(1_500n)
    expect(changeOf(1_500n, 0n)).toBe(0n)
    expect(pressTill(till, { press: 'written', sale: uuid(1), method: 'cash' })).toMatchObject({
      step: 'done',
    })
    expect(pressTill(till, { press: 'written', sale: uuid(1), method: 'qr' })).toMatchObject({ step: 'qr' })
  })

  test('digits are fen; typing puts the goods back, and a tile the typing', () => {
    expect(amountOf(pressed(digit(1), digit(2), digit(5), { press: 'double-zero' }), plan)).toBe(12_500n)
    expect(amountOf(pressed(digit(1), digit(2), { press: 'back' }), plan)).toBe(1n)
    expect(amountOf(pressed(goods('bag'), goods('bag'), goods('fan')), plan)).toBe(3_800n)
    expect(amountOf(pressed(goods('bag'), goods('bag'), { press: 'less', key: 'bag' }), plan)).toBe(1_500n)
    expect(pressed(goods('bag'), { press: 'less', key: 'bag' }).basket).toEqual({})
    expect(amountOf(pressed(goods('bag'), digit(7)), plan)).toBe(7n)
    expect(amountOf(pressed(digit(7), goods('bag')), plan)).toBe(1_500n)
    expect(mayBePaid(emptyTill, plan)).toBe(false)
    const nines = pressed(...Array.from({ length: 20 }, () => digit(9)))
    expect(amountOf(nines, plan), 'the keypad stops at a million').toBe(99_999_999n)
  })

  test('change: what is handed over, nothing for exactly the amount, and not while it is too little', () => {
    const till = pressed(goods('bag'), { press: 'cash' }, digit(2), { press: 'double-zero' }, digit(0))
    expect(till).toMatchObject({ tenderedFen: 2_000n, basket: { bag: 1 } })
    expect(changeOf(1_500n, 2_000n)).toBe(500n)
    expect(changeOf(1_500n, 1_000n)).toBeNull()
    expect(likelyTenders(1_500n)).toEqual([2_000n, 5_000n, 10_000n])
    expect(likelyTenders(10_000n)).toEqual([])
  })
})

describe('the row of receipts', () => {
  const sell = (outbox: ReturnType<ReturnType<typeof store>['open']>, id: number, of = plan) =>
    keepReceipt(
      outbox,
      of,
      { write: 'sale', till: pressed(goods('bag')), method: 'cash', locale: 'en' },
      { id: uuid(id), now },
    )

  test('numbers without gaps or doubles, also when two tabs write at once, and after a reload', async () => {
    const phone = store()
    const [tab, other] = [phone.open(), phone.open()]
    await Promise.all([1, 2, 3, 4, 5, 6].map((n) => sell(n % 2 ? tab : other, n)))
    await sell(phone.open(), 7)
    const own = ownReceipts(await phone.open().list(), plan.device)
    expect(own.map((e) => e.item.sale.receipt)).toEqual([7, 6, 5, 4, 3, 2, 1])
    expect(receiptNumber({ ...plan, receipt: 17 })).toBe('03-02-0017')
    for (const { item } of own) expect(saleItem.safeParse(item.sale).success).toBe(true)
  })

  test('a phone whose memory was cleared never writes a number again that the server knows', () => {
    expect(nextReceipt({ ...plan, lastReceipt: 17 }, [])).toBe(18)
  })

  test('a reversal has a number of its own, is made once, and takes its cash back', async () => {
    const outbox = store().open()
    const { receipt } = await sell(outbox, 1)
    const list = async () => (await outbox.list()).map((e) => e.item)
    expect(mayVoid(receipt, await list(), plan.device)).toBe(true)
    const reversal = await keepReceipt(outbox, plan, { write: 'void', voided: receipt }, { id: uuid(2), now })
    expect(reversal.receipt.sale).toMatchObject({
      receipt: 2,
      kind: 'void',
      amountFen: '-1500',
      voids: uuid(1),
      method: 'cash',
    })
    expect(saleItem.safeParse(reversal.receipt.sale).success).toBe(true)
    expect(mayVoid(receipt, await list(), plan.device), 'once').toBe(false)
    expect(mayVoid(reversal.receipt, await list(), plan.device), 'no reversal of a reversal').toBe(false)
    expect(mayVoid(receipt, [receipt], 'another phone')).toBe(false)
    expect(cashTaken(await list(), plan.device)).toBe(0n)
  })

  test('storage that is full loses nothing and doubles no number while the page is open', async () => {
    const phone = store()
    const outbox = phone.open()
    expect(await sell(outbox, 1)).toMatchObject({ stored: 'stored' })
    phone.state.full = true
    expect(await sell(outbox, 2)).toMatchObject({ stored: 'in-memory', receipt: { sale: { receipt: 2 } } })
    expect(await sell(outbox, 3)).toMatchObject({ stored: 'in-memory', receipt: { sale: { receipt: 3 } } })
    phone.state.full = false
    expect(await sell(outbox, 4)).toMatchObject({ stored: 'stored' })
    expect((await phone.open().list()).map((e) => e.item.sale.receipt).sort()).toEqual([1, 2, 3, 4])
  })
})

test('the address that a buyer pays at is read as it was written, and a mended one is not', () => {
  const url = new URL(payUrl(plan, uuid(1), 1_500n))
  const sale = url.pathname.split('/').at(-1)!
  expect(readPayAddress(sale, url.searchParams)).toEqual({
    sale: uuid(1),
    campaign: 'walk-11',
    stall: 's3',
    amountFen: 1_500n,
  })
  for (const [name, value] of [
    ['amountFen', '0'],
    ['amountFen', '-5'],
    ['amountFen', '100000001'],
    ['stall', "'"],
    ['campaign', ''],
  ] as const) {
    const wrong = new URLSearchParams(url.searchParams)
    wrong.set(name, value)
    expect(readPayAddress(sale, wrong), `${name}=${value}`).toBeNull()
  }
  expect(readPayAddress('x', url.searchParams)).toBeNull()
})

test('a price list is a line each, and a line that is none is said', () => {
  const fields = {
    number: '3',
    nameZh: '绣品摊',
    nameEn: 'Embroidery',
    organisation: '妇联',
    fund: 'elders',
    goods: '',
  }
  const read = (goods: string) => readStallForm({ ...fields, goods }, 's3')
  expect(read('香包 | Sachet | 15\n\n扇子｜8.5')).toMatchObject({
    ok: true,
    stall: {
      goods: [
        { key: 'g1', nameZh: '香包', nameEn: 'Sachet', priceFen: 1_500n },
        { key: 'g2', nameZh: '扇子', nameEn: '扇子', priceFen: 850n },
      ],
    },
  })
  for (const wrong of ['香包', '香包 | Sachet | 免费', '| | 5', 'a | b | c | 5', '香包 | 0'])
    expect(read(wrong), wrong).toEqual({ ok: false, errors: { goods: 'goods' } })
  expect(readStallForm({ ...fields, number: '0', nameZh: ' ' }, 's0')).toEqual({
    ok: false,
    errors: { number: 'number', nameZh: 'nameZh' },
  })
  expect([keyFor(3, []), keyFor(3, ['s3']), keyFor(3, ['s3', 's3-2'])]).toEqual(['s3', 's3-2', 's3-3'])
})

test.each([
  ['1280.5', 128_050n],
  ['¥0', 0n],
  ['０.00', 0n],
  ['', null],
  ['-5', null],
  ['about 5', null],
] as const)('counted: %s', (typed, fen) => expect(readCounted(typed)).toBe(fen))
