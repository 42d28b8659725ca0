import { plainText } from './plain-text'
import type { Place } from './statement'

/** First and last as months `YYYY-MM`, or years where only these are named; `last` null: until now. */
export interface Period {
  first: string
  last: string | null
}

/** Blanks are few, so that a page of them is not tried in every way. */
const day = String.raw`(20\d\d) {0,4}(?:年|[-./]) {0,4}(?:(\d{1,2}) {0,4}(?:月|[-./](?=\d)|(?![\d年])) {0,4}(?:(\d{1,2}) {0,4}日?)?)?`
const now = '至今|今|现在'
const range = new RegExp(`${day} {0,4}(?:至|到|—|–|-|~|～){1,4} {0,4}(?:(${now})|${day})`)
const toNow = new RegExp(`${day} {0,4}(?:—|–|-|~){0,4} {0,4}(${now})`)

const month = (year: string, number?: string) => (number ? `${year}-${number.padStart(2, '0')}` : year)

/** The first span of time in a text, in any of the usual styles: 2022年9月1日至2023年8月31日, 2022.9-2023.8, 2019年至今. */
export function readPeriod(text: string): (Period & Place) | null {
  const plain = plainText(text)
  const until = toNow.exec(plain)
  const between = range.exec(plain)
  if (until && (!between || until.index <= between.index)) {
    const [all, year, number] = until
    return { first: month(year!, number), last: null, ...placeOf(until.index, all) }
  }
  if (!between) return null
  const [all, year, number, , end, toYear, toNumber] = between
  const last = end ? null : month(toYear!, toNumber)
  return { first: month(year!, number), last, ...placeOf(between.index, all) }
}

const placeOf = (from: number, all: string): Place => ({ from, to: from + all.length })

/** Whether two points of time can be the same: a year holds its months. */
export const samePoint = (a: string | null, b: string | null): boolean =>
  a === b || (a !== null && b !== null && (a.startsWith(b) || b.startsWith(a)))
