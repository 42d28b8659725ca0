import { codeLetters } from '~/platform/code-letters'
import { type CardId, readCardId } from './card-id'
import type { MadeScan } from './scan'
import { readStampCode, spellStampCode } from './stamp-code'

/** A whole card as a phone shows it to the finish desk's device, which has no signal either. */
export interface ShownCard {
  card: CardId
  /** The showing phone's clock as it drew the code, milliseconds since 1970: what its scans' times are to be set right by. */
  shownAt: number
  /** With codes; a stamp that a volunteer gave is on the volunteer's own phone. */
  scans: { at: number; code: string }[]
}

const mark = 'SXC1'
/** A code of version 12 (65 × 65 modules) at level M holds 419 characters of the alphanumeric kind (ISO/IEC 18004, table 7). */
const mostLetters = 419
const timeLetters = 7
const stepLetters = 4
const headLetters = mark.length + 16 + timeLetters
const scanLetters = 6 + stepLetters + 16 + timeLetters
/** How many scans one code holds; a card with more is shown as several, one after the other. */
export const mostScansInQr = Math.floor((mostLetters - headLetters) / scanLetters)

function numberLetters(n: number, letters: number): string {
  let [text, rest] = ['', n]
  for (let i = 0; i < letters; i++) {
    text = codeLetters[rest % 32] + text
    rest = Math.floor(rest / 32)
  }
  if (rest > 0) throw new RangeError(`${n} takes more than ${letters} letters`)
  return text
}
const readNumber = (text: string) => [...text].reduce((n, letter) => n * 32 + codeLetters.indexOf(letter), 0)

/**
 * `SXC1`, the card, the phone's second, then for each scan its chain, step, value and second: letters of code-letters only, which a
 * QR packs into 5.5 bits each. One text for each eleven scans; a card without any is one text too.
 */
export function cardQrTexts({ card, shownAt, scans }: ShownCard): string[] {
  const second = (ms: number) => numberLetters(Math.floor(ms / 1_000), timeLetters)
  const told = scans.flatMap(({ at, code }) => {
    const read = readStampCode(code)
    return read ? [`${read.chain}${numberLetters(read.step, stepLetters)}${read.value}${second(at)}`] : []
  })
  const texts: string[] = []
  for (let from = 0; from === 0 || from < told.length; from += mostScansInQr)
    texts.push(`${mark}${card}${second(shownAt)}${told.slice(from, from + mostScansInQr).join('')}`)
  return texts
}

/** Reads what `cardQrTexts` made; null when it is anything else, or cut short. Codes are not checked here (codeChecker does). */
export function readCardQr(text: string): ShownCard | null {
  const rest = text.length - headLetters
  if (!text.startsWith(mark) || rest < 0 || rest % scanLetters !== 0) return null
  if (text.length > mostLetters || !/^[0-9A-HJKMNP-TV-Z]+$/.test(text.slice(mark.length))) return null
  let at = mark.length
  const take = (letters: number) => {
    at += letters
    return text.slice(at - letters, at)
  }
  const card = readCardId(take(16))
  if (!card) return null
  const time = () => readNumber(take(timeLetters)) * 1_000
  const shownAt = time()
  const scans: ShownCard['scans'] = []
  while (at < text.length) {
    const [chain, step, value] = [take(6), readNumber(take(stepLetters)), take(16)]
    const code = spellStampCode({ chain, step, value })
    if (!readStampCode(code)) return null
    scans.push({ code, at: time() })
  }
  return { card, shownAt, scans }
}

/**
 * The scans as the finish desk sends them on: with how far the walker's clock is ahead of the desk's, so that the server sets
 * their times right as if the walker's own phone had sent them, and makes the same ids.
 */
export const scansOfShown = ({ card, shownAt, scans }: ShownCard, deskNow: number): MadeScan[] =>
  scans.map(({ at, code }) => ({ card, at, code, aheadMs: shownAt - deskNow }))
