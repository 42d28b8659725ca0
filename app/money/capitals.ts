import type { Fen } from './fen'

const digits = '零壹贰叁肆伍陆柒捌玖'
const units = [
  [100_000_000n, '亿'],
  [10_000n, '万'],
  [1_000n, '仟'],
  [100n, '佰'],
  [10n, '拾'],
] as const

/** A whole number above zero in capitals; a gap between two digits is one 零. */
function capitalsOf(n: bigint): string {
  for (const [unit, name] of units) {
    if (n < unit) continue
    const rest = n % unit
    return `${capitalsOf(n / unit)}${name}${rest > 0n && rest < unit / 10n ? '零' : ''}${rest > 0n ? capitalsOf(rest) : ''}`
  }
  return digits[Number(n)]!
}

/**
 * An amount in Chinese capitals (大写金额), as papers about money carry it beside the figures so that no digit can be
 * added: 6666n → 人民币陆拾陆元陆角陆分. 整 stands after 元 only; 零 stands between 元 and 分 when there is no 角.
 * Rule: 支付结算办法 (People's Bank of China, 银发〔1997〕393号), annex 1. Throws on a negative amount.
 */
export function capitals(fen: Fen): string {
  if (fen < 0n) throw new RangeError('An amount in capitals is not negative')
  const yuan = fen / 100n
  const tens = Number((fen / 10n) % 10n)
  const ones = Number(fen % 10n)
  const cents = `${tens ? `${digits[tens]}角` : ones && yuan ? '零' : ''}${ones ? `${digits[ones]}分` : ''}`
  if (cents === '') return `人民币${yuan ? capitalsOf(yuan) : '零'}元整`
  return `人民币${yuan ? `${capitalsOf(yuan)}元` : ''}${cents}`
}
