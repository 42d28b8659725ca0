import { formatFen } from '~/money/fen'
import { formatCount } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { type Figure, isMoney } from './figure'

/** `{figure:plans.approved.count}`, or `{figure:plans.approved.amountFen|wan}` for 730.90万元. */
const field = /\{figure:([^{}|\n]{1,120})(?:\|([a-z]{1,10}))?\}/g
/** Anything that looks as if one was meant. */
const meant = /\{\s*figure[^{}\n]{0,140}\}?/gi

export interface FieldFault {
  /** `unknown-key`: no figure of this statement has it · `not-a-field`: it is not written as one · `not-exact`: it is no whole hundredth of 万 · `no-money`: 万元 of a count. */
  what: 'unknown-key' | 'not-a-field' | 'not-exact' | 'no-money'
  /** As it stands in the text. */
  said: string
}

/** 73090000n → 73.09万元: only where nothing is left over, because a rounded figure is another figure. */
function sayWan(fen: bigint, locale: Locale): string | null {
  if (fen % 10_000n !== 0n) return null
  const hundredths = fen / 10_000n
  const digits = hundredths.toString().padStart(3, '0')
  const text = `${digits.slice(0, -2)}.${digits.slice(-2)}`
  return locale === 'en' ? `CNY ${text} wan (10,000)` : `${text}万元`
}

function sayFigure(figure: Figure, form: string | undefined, locale: Locale): string | FieldFault['what'] {
  if (!isMoney(figure)) return form ? 'no-money' : formatCount(figure.count ?? 0)
  if (!form) return formatFen(BigInt(figure.amountFen))
  if (form !== 'wan') return 'not-a-field'
  return sayWan(BigInt(figure.amountFen), locale) ?? 'not-exact'
}

const isFault = (said: string): said is FieldFault['what'] =>
  said === 'no-money' || said === 'not-a-field' || said === 'not-exact'

/** A piece of a filled text: plain words, or a figure with its key. */
export interface TextPiece {
  text: string
  figure?: Figure
}

/** A text with its live fields filled from `figures`, piece by piece. What cannot be filled stays as it is written, and is named. */
export function piecesOf(
  text: string,
  figures: readonly Figure[],
  locale: Locale,
): { pieces: TextPiece[]; faults: FieldFault[] } {
  const byKey = new Map(figures.map((figure) => [figure.key, figure]))
  const faults: FieldFault[] = []
  const pieces: TextPiece[] = []
  let from = 0
  for (const { index, 0: said, 1: key, 2: form } of text.matchAll(field)) {
    if (index > from) pieces.push({ text: text.slice(from, index) })
    from = index + said.length
    const figure = byKey.get(key!.trim())
    const value = figure ? sayFigure(figure, form, locale) : ('unknown-key' as const)
    if (value === 'unknown-key' || isFault(value)) {
      faults.push({ what: value, said })
      pieces.push({ text: said })
    } else pieces.push({ text: value, figure })
  }
  if (from < text.length) pieces.push({ text: text.slice(from) })
  for (const [said] of text.replace(field, '').matchAll(meant)) faults.push({ what: 'not-a-field', said })
  return { pieces, faults }
}

/** The same as one text. */
export function fillFields(
  text: string,
  figures: readonly Figure[],
  locale: Locale,
): { text: string; faults: FieldFault[] } {
  const { pieces, faults } = piecesOf(text, figures, locale)
  return { text: pieces.map((piece) => piece.text).join(''), faults }
}

/** A text without its live fields: what its people typed themselves. Each character stands where it stood. */
export const blankFields = (text: string): string => text.replace(field, (said) => ' '.repeat(said.length))

/** What a field looks like that can be pasted into the text. */
export const spellField = (figure: Figure): string => `{figure:${figure.key}}`
