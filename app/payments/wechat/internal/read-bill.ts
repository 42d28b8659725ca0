import type { BalanceTransaction } from '../../gateway'
import { refOf } from '../../internal/json'
import { giftOfTradeNumber } from '../../internal/trade-number'

const needed = [
  '交易时间',
  '微信订单号',
  '商户订单号',
  '交易状态',
  '货币种类',
  '微信退款单号',
  '订单金额',
  '申请退款金额',
  '退款状态',
  '手续费',
]
const footer = '总交易单数'

type Row = ReadonlyMap<string, string>

/** The lines of a bill: values behind backticks, and a footer that says how many there are. Throws on what is no such bill or is cut off. */
export function billRows(
  text: string,
  { needed, footer, what }: { needed: readonly string[]; footer: string; what: string },
): Row[] {
  const [head, ...lines] = text.replace(/^\ufeff/, '').split(/\r?\n/)
  const names = head!.split(',').map((name) => name.trim())
  if (needed.some((name) => !names.includes(name))) throw new Error(`not ${what} of WeChat Pay`)
  const end = lines.findIndex((line) => line.startsWith(footer))
  const said = end < 0 ? undefined : /^`(\d+)(,|$)/.exec(lines[end + 1] ?? '')?.[1]
  if (said === undefined || Number(said) !== end) throw new Error(`${what} of WeChat Pay is cut off`)
  return lines.slice(0, end).map((line) => {
    const values = line.slice(1).split(',`')
    if (!line.startsWith('`') || values.length !== names.length)
      throw new Error(`a line of ${what} cannot be read`)
    return new Map(names.map((name, i) => [name, values[i]!.trim()]))
  })
}

/**
 * Reads the trade bill of a day (WeChat Pay, "申请交易账单", bill_type ALL): a line for each payment and each refund. Throws on what is no
 * such bill, or is cut off, so that no movement is passed over.
 */
export const readBill = (text: string): BalanceTransaction[] =>
  billRows(text, { needed, footer, what: 'a trade bill' }).flatMap(movementOf)

function movementOf(row: Row): BalanceTransaction[] {
  const state = row.get('交易状态')
  const back = state === 'REFUND'
  // A payment that was taken back before it was settled moved nothing, nor did a refund that came to nothing.
  if (state === 'REVOKED' || (back && row.get('退款状态') !== 'SUCCESS')) return []
  if (state !== 'SUCCESS' && !back) throw new Error('a trade bill names a state that is not known')
  const paymentRef = refOf(row.get('微信订单号'))
  const sourceRef = back ? refOf(row.get('微信退款单号')) : paymentRef
  const fen = fenOf(row.get(back ? '申请退款金额' : '订单金额'))
  if (paymentRef === '' || sourceRef === '') throw new Error('a line of a trade bill is not whole')
  return [
    {
      id: `wx_${sourceRef}`,
      type: back ? 'refund' : 'charge',
      amountFen: String(back ? -fen : fen),
      feeFen: String(fenOf(row.get('手续费'))),
      currency: row.get('货币种类')!,
      sourceRef,
      paymentRef,
      giftId: giftOfTradeNumber(row.get('商户订单号')),
      at: instantOfBill(row.get('交易时间')!),
    },
  ]
}

/** `2026-01-06 12:00:00`, by the clock in Shanghai. */
export function instantOfBill(text: string): string {
  const at = Date.parse(`${text.replace(' ', 'T')}+08:00`)
  if (Number.isNaN(at)) throw new Error('a bill names no time')
  return new Date(at).toISOString()
}

/** `0.40000` or `-0.04`: whole fen, however many noughts follow. */
export function fenOf(text: string | undefined): bigint {
  const parts = /^(-?)(\d{1,11})(?:\.(\d{1,2})0*)?$/.exec(text ?? '')
  if (!parts) throw new Error('a sum of a bill is not in whole fen')
  const fen = BigInt(parts[2]!) * 100n + BigInt((parts[3] ?? '').padEnd(2, '0'))
  return parts[1] === '-' ? -fen : fen
}
