import { plainText } from '../bundle/plain-text'
import { readPeriod, samePoint } from '../bundle/read-period'
import { readQuarter, sayQuarter } from '../statement/quarter'
import { type Check, type Finding, type Texts, textKeys } from './check'

const spanWords = /服务期|项目周期|项目期|实施周期|合同期|合作期/g
const quarterSaid = /(20\d\d)年?第?([一二三四1-4])季度/g
const daySaid = /(20\d\d)年(\d{1,2})月(?:(\d{1,2})日)?/g
const numerals = '一二三四'

/** Spans that the text calls the service's own against the project's period, and quarters and days against this quarter. */
export const spansAndDays: Check = ({ composed, texts }) =>
  textKeys.flatMap((at) => [
    ...ownSpans(composed.project, texts[at], at),
    ...quarters(composed.period, texts[at], at),
    ...days(composed, texts[at], at),
  ])

function ownSpans(
  { begins, ends }: { begins: string; ends: string | null },
  text: string,
  at: keyof Texts,
): Finding[] {
  return [...text.matchAll(spanWords)].flatMap(({ index, 0: word }): Finding[] => {
    const after = text.slice(index + word.length, index + word.length + 40)
    const said = readPeriod(after)
    const [first, last] = [begins.slice(0, 7), ends?.slice(0, 7) ?? null]
    if (!said || (samePoint(said.first, first) && samePoint(said.last, last))) return []
    const detail = { said: after.slice(said.from, said.to), register: `${begins} – ${ends ?? '…'}` }
    return [{ code: 'period-differs', level: 'stop', at, detail }]
  })
}

/** A text that names quarters and never this one was written for another. */
function quarters(period: string, text: string, at: keyof Texts): Finding[] {
  const said = [...plainText(text).matchAll(quarterSaid)].map(([words, year, number]) => ({
    words,
    period: `${year}-Q${Math.max(numerals.indexOf(number!) + 1, Number(number) || 0)}`,
  }))
  if (said.length === 0 || said.some((one) => one.period === period)) return []
  const detail = { said: said[0]!.words, register: sayQuarter('zh-CN', period) }
  return [{ code: 'period-differs', level: 'stop', at, detail }]
}

/** A day after the quarter's end cannot have happened in it; the end of a span and a last day may lie there. */
function days({ period }: { period: string }, text: string, at: keyof Texts): Finding[] {
  const { to } = readQuarter(period)!
  const plain = plainText(text)
  return [...plain.matchAll(daySaid)].flatMap((match): Finding[] => {
    const [said, year, month, day] = match
    const first = `${year}-${month!.padStart(2, '0')}-${(day ?? '1').padStart(2, '0')}`
    const isEnd =
      /[至到—–~-] *$/.test(plain.slice(0, match.index)) ||
      /^ *(?:之?前|止|截止|底前)/.test(plain.slice(match.index + said!.length))
    return first > to && !isEnd
      ? [{ code: 'day-outside', level: 'look', at, detail: { said: said!, to } }]
      : []
  })
}
