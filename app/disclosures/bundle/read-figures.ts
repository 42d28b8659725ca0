import { plainText } from './plain-text'
import type { Said } from './statement'
import { unitPattern } from './units'

export interface Figure extends Said {
  kind: 'money' | 'count'
  /** Of money in whole fen, of a count as it stands. */
  value: bigint
  /** What is counted, for example `人次`; of money `元`. */
  unit: string
  /** `about`: 约, 近, 超过 and their like; `rounded`: written in 千, 万 or 亿, so that what was left out is not known; `broken`: no whole fen or whole count. */
  doubt: 'about' | 'rounded' | 'broken' | null
  /** Of a rounded one: what its last written digit is worth, in the units of `value`; else nought. */
  grain: bigint
}

const tens: Record<string, number> = { '': 0, 千: 3, 万: 4, 亿: 8 }
/** Blanks within a number are few: without a bound, a page of blanks would be tried from each of them. */
const figure = new RegExp(
  `(?<!\\d[.]?|\\d,(?=\\d{3})|第 ?)(?:(约|近|超过|超|逾|将近|不少于) {0,3})?(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?!\\d)|\\d+(?:\\.\\d+)?) {0,3}(余|多)? {0,3}(千(?!克|米)|万|亿)?(?: {0,3}(\\d) {0,3}千)? {0,3}(余|多)? {0,3}(${unitPattern})`,
  'g',
)
/** What somebody dials, or a paper is filed under: `电话：020-84640000`, `信用代码 53440113…`. */
const dialled =
  /(?:电话|热线|手机|传真|致电|拨打|联系|邮编|邮政编码|编号|证号|文号|账号|帐号|卡号|号码|代码)[^\d\n]{0,6}[\d(][\d() -]{5,30}/g

/** A written number shifted by so many tens; null when something would be left over. */
function whole(digits: string, shift: number): bigint | null {
  const [front, back = ''] = digits.replaceAll(',', '').split('.') as [string, string?]
  const kept = back.replace(/0+$/, '')
  return kept.length > shift ? null : BigInt(front + kept.padEnd(shift, '0'))
}

/**
 * Amounts and counts in a text, in any width and style (1,234.5元, １．５万元, 2万6千元, 3 万多人次), each with its place from `start` on.
 * Years, days, ages, addresses, ordinals (第3期), telephones and numbers of papers are none.
 */
export function readFigures(text: string, start = 0): Figure[] {
  const plain = plainText(text).replace(dialled, (said) => ' '.repeat(said.length))
  return [...plain.matchAll(figure)].flatMap((match) => {
    const [all, about, digits, more, by = '', thousands = '0', moreAfter, unit] = match
    const money = unit === '元'
    const front = whole(digits!, tens[by]! + (money ? 2 : 0))
    const value = front === null ? null : front + BigInt(thousands) * (money ? 100_000n : 1_000n)
    const last = by === '' ? 0 : tens[by]! + (money ? 2 : 0) - (digits!.split('.')[1] ?? '').length
    const grain = by === '' || last < 0 ? 0n : 10n ** BigInt(thousands === '0' ? last : money ? 5 : 3)
    const from = start + match.index
    const to = start + match.index + all.length
    const doubt =
      value === null ? 'broken' : about || more || moreAfter ? 'about' : by !== '' ? 'rounded' : null
    const said = text.slice(from - start, to - start)
    const kind = money ? ('money' as const) : ('count' as const)
    return [{ from, to, text: said, kind, value: value ?? 0n, unit: unit!, doubt, grain }]
  })
}
