import { plainText } from './plain-text'
import type { Said } from './statement'

export interface Figure extends Said {
  kind: 'money' | 'count'
  /** Of money in whole fen, of a count as it stands. */
  value: bigint
  /** What is counted, for example `人次`; of money `元`. */
  unit: string
  /** `about`: 约, 近, 超过 and their like; `rounded`: written in 千, 万 or 亿, so that what was left out is not known; `broken`: no whole fen or whole count. */
  doubt: 'about' | 'rounded' | 'broken' | null
}

const tens: Record<string, number> = { '': 0, 千: 3, 万: 4, 亿: 8 }
const units = '人次|人|元|宗|份|个|次|户|场|名|家|包|对|篇|件|期|套|处|台|辆|吨|箱|袋|双|床|间|座'
const figure = new RegExp(
  `(约|近|超过|超|逾|将近|不少于)? *(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?) *(余|多)? *(千|万|亿)?(?: *(\\d) *千)? *(余|多)? *(${units})(?!月|村居)`,
  'g',
)

/** A written number shifted by so many tens; null when something would be left over. */
function whole(digits: string, shift: number): bigint | null {
  const [front, back = ''] = digits.replaceAll(',', '').split('.') as [string, string?]
  const kept = back.replace(/0+$/, '')
  return kept.length > shift ? null : BigInt(front + kept.padEnd(shift, '0'))
}

/**
 * Amounts and counts in a text, in any width and style (1,234.5元, １．５万元, 2万6千元, 3 万多人次), each with its place from `start` on.
 * Numbers of years, days, ages and addresses are none.
 */
export function readFigures(text: string, start = 0): Figure[] {
  return [...plainText(text).matchAll(figure)].flatMap((match) => {
    const [all, about, digits, more, by = '', thousands = '0', moreAfter, unit] = match
    const money = unit === '元'
    const front = whole(digits!, tens[by]! + (money ? 2 : 0))
    const value = front === null ? null : front + BigInt(thousands) * (money ? 100_000n : 1_000n)
    const from = start + match.index + (all.length - all.trimStart().length)
    const to = start + match.index + all.length
    const doubt =
      value === null ? 'broken' : about || more || moreAfter ? 'about' : by !== '' ? 'rounded' : null
    const said = text.slice(from - start, to - start)
    return [{ from, to, text: said, kind: money ? 'money' : 'count', value: value ?? 0n, unit: unit!, doubt }]
  })
}
