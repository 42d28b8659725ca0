import type { Fen } from '~/money/fen'
import { type Day, isDay } from '~/platform/dates'
import type { DateOrder } from './layout'

/**
 * An amount as banks write it: thousands separators, full-width digits, a sign before or after, or brackets for a minus.
 * Null for what is none; '' and a dash are nothing, 0.
 */
export function readAmount(typed: string): Fen | null {
  const text = typed
    .slice(0, 64)
    .normalize('NFKC')
    .replace(/[\u2212\u2013\u2014]/g, '-')
    .replace(/CNY|RMB|[¥元\s"']/gi, '')
  if (/^-*$/.test(text)) return 0n
  const match = /^([-+(]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?([-+)]?)$/.exec(text)
  if (!match) return null
  const [, before, whole, decimals = '', after] = match
  if ((before === '(') !== (after === ')') || (before && after && before !== '(')) return null
  const cents = decimals.replace(/0+$/, '')
  if (cents.length > 2 || whole!.length > 20) return null
  const fen = BigInt(whole!.replaceAll(',', '')) * 100n + BigInt(cents.padEnd(2, '0'))
  if (fen > 10n ** 15n) return null
  return before === '-' || before === '(' || after === '-' ? -fen : fen
}

/** A day as banks write it, with or without a time behind; null for what is none. Years first are read in any order. */
export function readDay(typed: string, order: DateOrder): Day | null {
  const text = typed.normalize('NFKC').trim()
  const ymd =
    /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?!\d)/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})/.exec(text)
  if (ymd) return dayOf(ymd[1]!, ymd[2]!, ymd[3]!)
  const other = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/.exec(text)
  if (!other || order === 'ymd') return null
  const [, a, b, year] = other as unknown as [string, string, string, string]
  return order === 'dmy' ? dayOf(year, b, a) : dayOf(year, a, b)
}

function dayOf(y: string, m: string, d: string): Day | null {
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  return isDay(day) ? day : null
}
