import type { BalanceTransaction } from '../../gateway'
import type { Flow } from '../../internal/day-bills'
import { refOf } from '../../internal/json'
import { giftOfTradeNumber } from '../../internal/trade-number'
import { instantOf, refundRefOf } from './read-trade'

type Row = ReadonlyMap<string, string>

const tradeNames = [
  '支付宝交易号',
  '商户订单号',
  '业务类型',
  '完成时间',
  '订单金额（元）',
  '退款批次号/请求号',
  '服务费（元）',
]
const accountNames = [
  '账务流水号',
  '业务流水号',
  '发生时间',
  '收入金额（+元）',
  '支出金额（-元）',
  '业务类型',
]

/** How the account's statement calls a movement: by its trade, and whether it came or went. */
const keyOf = (trade: string, back: boolean) => `${trade}${back ? ':back' : ''}`

/**
 * The lines of a table between its head and the line that ends it (`#…结束…`); everything else in front of `#` is for people. A value has
 * no comma in it but the name of the goods, which may: the values that are wanted are counted from both ends then. Throws on what is no
 * such bill, or is cut off.
 */
function billRows(text: string, needed: readonly string[]): Row[] {
  const lines = text.split(/\r?\n/)
  const head = lines.findIndex((line) => !line.startsWith('#') && line.trim() !== '')
  const names = (lines[head] ?? '').split(',').map((name) => name.trim())
  if (needed.some((name) => !names.includes(name))) throw new Error('not a bill of Alipay')
  const end = lines.findIndex((line, n) => n > head && line.startsWith('#'))
  if (end < 0 || !lines[end]!.includes('结束')) throw new Error('a bill of Alipay is cut off')
  const goods = names.indexOf('商品名称')
  return lines.slice(head + 1, end).map((line) => {
    const values = line.split(',').map((value) => value.trim())
    const more = values.length - names.length
    if (more < 0 || (more > 0 && goods < 0)) throw new Error('a line of a bill of Alipay cannot be read')
    if (more > 0) values.splice(goods, more + 1, values.slice(goods, goods + more + 1).join(','))
    return new Map(names.map((name, n) => [name, values[n]!]))
  })
}

/** `-0.40`, `+12.00` or empty: whole fen. */
function fenOf(text: string | undefined): bigint {
  if (text === '') return 0n
  const parts = /^([+-]?)(\d{1,11})(?:\.(\d{1,2}))?$/.exec(text ?? '')
  if (!parts) throw new Error('a sum of a bill of Alipay is not in whole fen')
  const fen = BigInt(parts[2]!) * 100n + BigInt((parts[3] ?? '').padEnd(2, '0'))
  return parts[1] === '-' ? -fen : fen
}
function timeOf(text: string | undefined): string {
  const at = instantOf(text)
  if (!at) throw new Error('a bill of Alipay names no time')
  return at
}

/** The trade bill of a day (bill_type `trade`, 业务明细): each payment and each refund with its fee, the oldest first. */
export function readTradeBill(text: string): { movement: BalanceTransaction; key: string }[] {
  const read = billRows(text, tradeNames).map((row) => {
    const kind = row.get('业务类型')
    if (kind !== '交易' && kind !== '退款') throw new Error('a trade bill of Alipay names an unknown kind')
    const back = kind === '退款'
    const trade = refOf(row.get('支付宝交易号'))
    const request = refOf(row.get('退款批次号/请求号'))
    const fen = fenOf(row.get('订单金额（元）'))
    if (trade === '' || (back && request === '') || (back ? fen >= 0n : fen <= 0n))
      throw new Error('a line of a trade bill of Alipay is not whole')
    const sourceRef = back ? refundRefOf(trade, request) : trade
    const movement: BalanceTransaction = {
      id: `ali_${sourceRef}`,
      type: back ? 'refund' : 'charge',
      amountFen: String(fen),
      // Told as what it does to the account.
      feeFen: String(-fenOf(row.get('服务费（元）'))),
      currency: 'CNY',
      sourceRef,
      paymentRef: trade,
      giftId: giftOfTradeNumber(row.get('商户订单号')),
      at: timeOf(row.get('完成时间')),
    }
    return { movement, key: keyOf(trade, back) }
  })
  return read.sort((a, b) => (a.movement.at < b.movement.at ? -1 : 1))
}

/** Kinds of the account's statement that tell of a movement's money; a fee stands beside its payment, and is in the trade bill. */
const kinds = new Map([
  ['在线支付', false],
  ['交易付款', false],
  ['交易退款', true],
  ['退款', true],
])

/** The statement of the account of a day (bill_type `signcustomer`, 账务明细), in its own order; `提现` is what went to the bank. */
export function readAccountBill(text: string): Flow[] {
  const rows = billRows(text, accountNames)
  // Alipay writes the newest line first, or last.
  if (rows.length > 1 && rows[0]!.get('发生时间')! > rows.at(-1)!.get('发生时间')!) rows.reverse()
  return rows.map((row) => {
    const kind = row.get('业务类型')!
    const ref = refOf(row.get('业务流水号'))
    const back = kinds.get(kind)
    if (kind !== '提现') return { key: back === undefined ? '' : keyOf(ref, back) }
    const out = fenOf(row.get('支出金额（-元）'))
    const fen = out === 0n ? fenOf(row.get('收入金额（+元）')) : out < 0n ? -out : out
    if (ref === '' || fen === 0n) throw new Error('a line of a statement of Alipay is not whole')
    return {
      key: ref,
      payout: {
        id: `ali_${ref}`,
        amountFen: String(fen),
        currency: 'CNY',
        status: out === 0n ? 'failed' : 'paid',
        createdAt: timeOf(row.get('发生时间')),
        arrivesOn: row.get('发生时间')!.slice(0, 10),
      },
    }
  })
}
