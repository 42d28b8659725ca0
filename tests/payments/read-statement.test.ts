import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { guessLayout } from '~/payments/bank/layout'
import { readAmount, readDay } from '~/payments/bank/read-amount'
import { type NamedLine, readStatement, type StatementOf } from '~/payments/bank/read-statement.server'
import { StatementFault } from '~/payments/bank/statement'
import { accountNumber, camtOf, csvOf, type Movement, mt940Of } from './bank-files'

const account: StatementOf = { id: 'a', number: accountNumber, layout: null }
const movements: Movement[] = [
  { day: '2026-03-06', yuan: '5000.00', who: '南村小学', remark: '认捐 SX-P 1001', ref: 'T1' },
  { day: '2026-03-06', yuan: '-12.50', who: '', remark: '手续费', ref: 'T2' },
  { day: '2026-03-07', yuan: '100.01', who: '梁锦华', remark: '扶贫', ref: 'T3' },
]
async function read(content: string | Uint8Array, of: Partial<StatementOf> = {}) {
  const lines: NamedLine[] = []
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const read = await readStatement(bytes, { ...account, ...of }, async (page) => {
    lines.push(...page)
  })
  return { ...read, lines }
}
async function fault(content: string | Uint8Array, of: Partial<StatementOf> = {}) {
  const error = await read(content, of).then(
    () => null,
    (e: unknown) => e,
  )
  if (!(error instanceof StatementFault)) throw new Error('it was read', { cause: error })
  return { reason: error.reason, line: error.line, ...error.detail }
}
const facts = (lines: readonly NamedLine[]) =>
  lines.map((l) => [l.day, l.amountFen, l.counterparty, l.remark, l.bankRef])
const wanted = [
  ['2026-03-06', 500_000n, '南村小学', '认捐 SX-P 1001', 'T1'],
  ['2026-03-06', -1_250n, '', '手续费', 'T2'],
  ['2026-03-07', 10_001n, '梁锦华', '扶贫', 'T3'],
]

describe('every format', () => {
  test.each([
    ['CSV in UTF-8', 'table', Buffer.from(csvOf(movements, '100.00'))],
    ['CSV in GBK', 'table', iconv.encode(csvOf(movements, '100.00'), 'gbk')],
    ['CAMT.053', 'camt053', Buffer.from(camtOf(movements, '100.00', '5187.51'))],
    [
      'CAMT.053 with prefixes',
      'camt053',
      Buffer.from(
        camtOf(movements, '100.00', '5187.51')
          .replace(/<(\/?)(?!\?)/g, '<$1n:')
          .replace('xmlns=', 'xmlns:n='),
      ),
    ],
    ['MT940', 'mt940', Buffer.from(mt940Of(movements, '100.00', '5187.51'))],
  ])('%s tells the same lines, opening and closing', async (_, format, content) => {
    const { lines, ...rest } = await read(content)
    expect(facts(lines)).toEqual(wanted)
    expect(rest).toMatchObject({
      format,
      openingFen: 10_000n,
      closingFen: 518_751n,
      fromDay: '2026-03-06',
      toDay: '2026-03-07',
    })
  })

  test('XLSX, with days as Excel keeps them', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('明细')
    sheet.addRow(['交易日期', '金额', '借贷标志', '对方户名', '摘要'])
    sheet.addRow([new Date('2026-03-06T00:00:00Z'), 5000, '贷', '南村小学', '认捐'])
    sheet.addRow([new Date('2026-03-07T00:00:00Z'), 12.5, '借', '', '手续费'])
    const { lines, layout } = await read(new Uint8Array(await book.xlsx.writeBuffer()))
    expect(facts(lines)).toEqual([
      ['2026-03-06', 500_000n, '南村小学', '认捐', ''],
      ['2026-03-07', -1_250n, '', '手续费', ''],
    ])
    expect(layout).toMatchObject({ headRows: 1, amounts: 'marked' })
  })

  test('newest first is as good as oldest first', async () => {
    const rows = csvOf(movements, '100.00').split('\r\n')
    const turned = [...rows.slice(0, 2), ...rows.slice(2, 5).reverse()].join('\n')
    const { lines, openingFen, closingFen } = await read(turned)
    expect(facts(lines)).toEqual([...wanted].reverse())
    expect([openingFen, closingFen]).toEqual([10_000n, 518_751n])
  })

  test('a remembered layout is used where the head says nothing', async () => {
    const layout = {
      headRows: 1,
      dateOrder: 'dmy' as const,
      amounts: 'signed' as const,
      columns: { day: 2, amount: 1, remark: 3 },
    }
    const { lines } = await read('x,y,z\n"1,234.50",07/03/2026,谢谢\n-3,08/03/2026,\n', { layout })
    expect(facts(lines)).toEqual([
      ['2026-03-07', 123_450n, '', '谢谢', ''],
      ['2026-03-08', -300n, '', '', ''],
    ])
    expect(await fault('x,y,z\n1,2,3\n')).toMatchObject({ reason: 'layout-unknown' })
  })

  test('two lines that look the same are two; the same line in a file that overlaps is one', async () => {
    const twice = { day: '2026-03-08', yuan: '50.00', who: '梁锦华', remark: '', ref: '' }
    const a = await read(csvOf([...movements, twice], '100.00'))
    const b = await read(csvOf([movements[2]!, twice, twice], '5087.50'))
    const [ofA, ofB] = [a.lines.map((l) => l.id), b.lines.map((l) => l.id)]
    expect(ofB.slice(0, 2)).toEqual(ofA.slice(2))
    expect(new Set([...ofA, ...ofB]).size).toBe(5)
    const other = await read(csvOf(movements, '100.00'), { id: 'another account' })
    expect(other.lines.some((l) => ofA.includes(l.id))).toBe(false)
  })
})

describe('what is wrong is refused with the numbers', () => {
  test('a sum that is wrong, in every format that says it', async () => {
    const numbers = { opening: '¥100.00', lines: '¥5,087.51', closing: '¥5,187.50', difference: '−¥0.01' }
    expect(await fault(camtOf(movements, '100.00', '5187.50'))).toEqual({
      reason: 'sum-wrong',
      line: null,
      ...numbers,
    })
    expect(await fault(mt940Of(movements, '100.00', '5187.50'))).toEqual({
      reason: 'sum-wrong',
      line: null,
      ...numbers,
    })
    const plain = '日期,金额\n2026-03-06,5000\n'
    expect(await fault(plain, { openingFen: 0n, closingFen: 500_001n })).toMatchObject({
      reason: 'sum-wrong',
      difference: '¥0.01',
    })
    expect(await read(plain, { openingFen: 0n, closingFen: 500_000n })).toMatchObject({
      closingFen: 500_000n,
    })
  })

  test('a line that is missing', async () => {
    const rows = csvOf(movements, '100.00').split('\r\n')
    rows.splice(3, 1)
    expect(await fault(rows.join('\n'))).toEqual({
      reason: 'balance-broken',
      line: 4,
      expected: '¥5,200.01',
      found: '¥5,187.51',
    })
    expect(await fault(camtOf([movements[0]!, movements[2]!], '100.00', '5187.51'))).toMatchObject({
      reason: 'sum-wrong',
      difference: '−¥12.50',
    })
  })

  test.each([
    ['CSV', csvOf(movements, '0.00', '6222029999999999999')],
    ['CAMT.053', camtOf(movements, '100.00', '5187.51', 'DE00999999999999')],
    ['MT940', mt940Of(movements, '100.00', '5187.51', 'BANKCN/6222029999999999999')],
  ])('another account: %s', async (_, content) => {
    expect(await fault(content)).toMatchObject({ reason: 'other-account', expected: accountNumber })
  })

  test.each([
    ['a day that is none', csvOf([{ day: '2026-02-30', yuan: '1.00' }]), 'day-unreadable'],
    ['an amount that is none', '日期,金额\n2026-03-06,12.345\n', 'amount-unreadable'],
    ['no amount', '日期,金额\n2026-03-06,\n', 'amount-missing'],
    ['credit and debit in one line', '日期,收入,支出\n2026-03-06,1,1\n', 'amount-missing'],
    ['another currency', camtOf(movements, '100.00', '5187.51').replaceAll('CNY', 'USD'), 'other-currency'],
    ['another currency', mt940Of(movements, '100.00', '5187.51').replaceAll('CNY', 'USD'), 'other-currency'],
    ['XML that breaks off', camtOf(movements, '100.00', '5187.51').slice(0, -60), 'xml-broken'],
    [
      'XML with a document type',
      camtOf(movements, '100.00', '5187.51').replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>'),
      'xml-broken',
    ],
    [
      'a message that breaks off',
      mt940Of(movements, '100.00', '5187.51').replace(/:62F:.*/, ''),
      'mt940-broken',
    ],
    ['no line at all', '日期,金额\n', 'no-lines'],
  ])('%s', async (_, content, reason) => {
    expect(await fault(content)).toMatchObject({ reason })
  })
})

test('amounts and days as banks write them', () => {
  const amounts: [string, bigint | null][] = [
    ['１，２３４．５０', 123_450n],
    ['￥12,345,678.9', 1_234_567_890n],
    ['-3.00', -300n],
    ['3.00-', -300n],
    ['(3.00)', -300n],
    ['−3', -300n],
    ['', 0n],
    ['--', 0n],
    ['1,23', null],
    ['1.234', null],
    ['1.5e3', null],
    ['一百', null],
  ]
  for (const [typed, fen] of amounts) expect(readAmount(typed), typed).toBe(fen)
  const days: [string, 'ymd' | 'dmy' | 'mdy', string | null][] = [
    ['20260307', 'ymd', '2026-03-07'],
    ['2026/3/7 10:42:05', 'dmy', '2026-03-07'],
    ['２０２６年３月７日', 'ymd', '2026-03-07'],
    ['7.3.2026', 'dmy', '2026-03-07'],
    ['3/7/2026', 'mdy', '2026-03-07'],
    ['3/7/2026', 'ymd', null],
    ['20260230', 'ymd', null],
  ]
  for (const [typed, order, day] of days) expect(readDay(typed, order), typed).toBe(day)
})

test('heads of several banks are read by their words', () => {
  const heads: [string, object][] = [
    [
      '交易时间,收入金额,支出金额,账户余额,对方账号,对方户名,摘要',
      { day: 1, credit: 2, debit: 3, balance: 4, counterAccount: 5, counterparty: 6, purpose: 7 },
    ],
    [
      '记账日期,借方发生额,贷方发生额,余额,对方户名,对方账号,附言,摘要,交易流水号',
      {
        day: 1,
        debit: 2,
        credit: 3,
        balance: 4,
        counterparty: 5,
        counterAccount: 6,
        remark: 7,
        purpose: 8,
        bankRef: 9,
      },
    ],
    ['Date,Description,Amount,Balance', { day: 1, purpose: 2, amount: 3, balance: 4 }],
  ]
  for (const [head, columns] of heads) expect(guessLayout(head.split(','), 1)?.columns, head).toEqual(columns)
  expect(guessLayout(['姓名', '金额'], 1)).toBeNull()
})

test('a million lines are read without being held', { timeout: 240_000 }, async () => {
  const all = 1_000_000
  const parts = ['日期,金额,余额,附言\n']
  for (let i = 1; i <= all; i++) {
    const day = new Date(Date.UTC(2020, 0, 1 + Math.floor(i / 500))).toISOString().slice(0, 10)
    parts.push(`${day},1.00,${i}.00,第${i % 400}笔\n`)
  }
  const content = Buffer.from(parts.join(''))
  parts.length = 0
  let lines = 0
  const before = process.memoryUsage().heapUsed
  const { closingFen } = await readStatement(content, account, async (page) => {
    lines += page.length
  })
  expect([lines, closingFen]).toEqual([all, BigInt(all) * 100n])
  // Pages and the names of some days, whatever the file holds: a million lines held would be ten times this.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(150 * 1024 * 1024)
})
