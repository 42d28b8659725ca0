/** Whole fen of CNY. Money is never a float: ¥1 = 100n. */
export type Fen = bigint

export type AmountRefusal = 'empty' | 'not-a-number' | 'fraction-of-fen' | 'not-positive' | 'too-large'

/** Far above any limit an operator may configure, far below BIGINT: 10^13 fen is a hundred thousand million yuan. */
const largestFen = 10n ** 13n

/**
 * Reads what a person typed as yuan ("66.66", "¥1,234.5", full-width "６６．６６") into fen.
 * Refuses everything it would have to guess about: exponents, signs, more than two decimals, grouping that is off.
 */
export function parseYuan(typed: string): { ok: true; fen: Fen } | { ok: false; reason: AmountRefusal } {
  const text = typed
    .slice(0, 64)
    .normalize('NFKC')
    .replace(/[¥￥元\s]/g, '')
  if (text === '') return { ok: false, reason: 'empty' }
  if (/^-/.test(text) && /^-[\d.,]+$/.test(text)) return { ok: false, reason: 'not-positive' }
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?$/.exec(text)
  if (!match) return { ok: false, reason: 'not-a-number' }
  const decimals = (match[2] ?? '').replace(/0+$/, '')
  if (decimals.length > 2) return { ok: false, reason: 'fraction-of-fen' }
  const fen = BigInt(match[1]!.replaceAll(',', '')) * 100n + BigInt(decimals.padEnd(2, '0'))
  if (fen === 0n) return { ok: false, reason: 'not-positive' }
  if (fen > largestFen) return { ok: false, reason: 'too-large' }
  return { ok: true, fen }
}

/** Fen as plain yuan with two decimals, for form fields and files: 123450n → "1234.50". */
export function yuanText(fen: Fen): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Whole yuan without their zeros: 30000000n → "¥300,000", 30000050n → "¥300,000.50". */
export const formatRoundFen = (fen: Fen): string => formatFen(fen).replace(/\.00$/, '')

/** Fen as people read it in both languages: 123450n → "¥1,234.50". */
export function formatFen(fen: Fen): string {
  const [yuan, cents] = yuanText(fen < 0n ? -fen : fen).split('.')
  return `${fen < 0n ? '−' : ''}¥${yuan!.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`
}
