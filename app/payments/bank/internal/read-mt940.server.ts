import { textPieces } from '~/platform/text-pieces.server'
import { readAmount, readDay } from '../read-amount'
import { StatementFault, type StatementLine, type StatementPart } from '../statement'
import { tidy } from './read-table-statement.server'

interface Field {
  tag: string
  text: string
  line: number
}
const longest = 4_000

/** Fields of a SWIFT message: `:61:` at a line's start begins one, the lines after it go on with it. */
function* fields(content: Uint8Array): Generator<Field> {
  let [rest, line, field]: [string, number, Field | null] = ['', 0, null]
  function* take(text: string): Generator<Field> {
    line++
    const match = /^(?:\{[^}]*\})*(?:\{4:)?:(\d{2}[A-Z]?):(.*)$/.exec(text)
    if (match) {
      if (field) yield field
      field = { tag: match[1]!, text: match[2]!, line }
    } else if (/^-\}?|^\{\d:/.test(text)) {
      if (field) yield field
      field = null
    } else if (field && field.text.length < longest) field.text += `\n${text}`
  }
  for (const piece of textPieces(content)) {
    const lines = (rest + piece).split(/\r\n|\n/)
    rest = lines.pop()!
    if (rest.length > 1_000_000) throw new StatementFault('mt940-broken', line)
    for (const text of lines) yield* take(text)
  }
  yield* take(rest)
  if (field) yield field
}

const balance = /^([CD])(\d{6})([A-Z]{3})([\d,]+)$/
const entry = /^(\d{6})(\d{4})?(R?[CD])([A-Z])?([\d,]+)[A-Z][A-Z0-9]{3}([^\n]*)/
/** SWIFT writes a comma for the decimal point and no thousands. */
const amountOf = (text: string) => readAmount(text.replace(',', '.').replace(/\.$/, ''))

/** Lines of an MT940 (SWIFT customer statement), in a stream; a file may hold many messages. */
export async function* mt940Parts(content: Uint8Array): AsyncGenerator<StatementPart[]> {
  let parts: StatementPart[] = []
  let waiting = null as StatementLine | null
  const give = () => {
    if (waiting) parts.push({ kind: 'line', line: waiting })
    waiting = null
  }
  for (const field of fields(content)) {
    if (field.tag !== '86') give()
    if (field.tag === '25') parts.push({ kind: 'account', number: field.text.split('/').at(-1)!.trim() })
    // 60M and 62M pass a balance on from page to page of one statement.
    else if (field.tag === '60F') parts.push({ kind: 'opening', fen: balanceOf(field) })
    else if (field.tag === '62F') parts.push({ kind: 'closing', fen: balanceOf(field) }, { kind: 'end' })
    else if (field.tag === '61') waiting = lineOf(field)
    else if (field.tag === '86' && waiting) waiting = { ...waiting, ...informationOf(field.text, waiting) }
    if (parts.length >= 500) {
      yield parts
      parts = []
    }
  }
  give()
  yield parts
}

function balanceOf({ text, line }: Field): bigint {
  const match = balance.exec(text.trim())
  const fen = match && amountOf(match[4]!)
  if (!match || fen === null || fen === undefined)
    throw new StatementFault('mt940-broken', line, { value: text.slice(0, 60) })
  if (match[3] !== 'CNY') throw new StatementFault('other-currency', line, { value: match[3]! })
  return match[1] === 'C' ? fen : -fen
}

function lineOf({ text, line }: Field): StatementLine {
  const match = entry.exec(text)
  if (!match) throw new StatementFault('mt940-broken', line, { value: text.slice(0, 60) })
  const [, value, booked, side, , amount, rest] = match
  const fen = amountOf(amount!)
  if (!fen) throw new StatementFault('amount-unreadable', line, { value: amount! })
  const day = bookedOn(value!, booked)
  if (!day) throw new StatementFault('day-unreadable', line, { value: text.slice(0, 10) })
  // RC takes a credit back, RD a debit.
  const isCredit = side === 'C' || side === 'RD'
  const [reference, bankRef] = rest!.split('//')
  return {
    line,
    day,
    amountFen: isCredit ? fen : -fen,
    balanceFen: null,
    counterparty: '',
    counterAccount: '',
    remark: reference && reference !== 'NONREF' ? tidy(reference) : '',
    bankRef: tidy(bankRef ?? ''),
  }
}

/** The day of booking has no year of its own: it is the one nearest to the value date. */
function bookedOn(value: string, booked: string | undefined) {
  const year = 2000 + Number(value.slice(0, 2))
  if (!booked) return readDay(`${year}${value.slice(2)}`, 'ymd')
  const [from, to] = [Number(value.slice(2, 4)), Number(booked.slice(0, 2))]
  const years = from === 12 && to === 1 ? 1 : from === 1 && to === 12 ? -1 : 0
  return readDay(`${year + years}${booked}`, 'ymd')
}

/** Field 86 as banks fill it: `?20…?29` and `?60…?63` remark, `?32?33` name, `?31` account; or `/NAME/…/REMI/…`; or plain words. */
function informationOf(text: string, line: StatementLine): Partial<StatementLine> {
  const flat = text.replaceAll('\n', '')
  const coded = [...flat.matchAll(/\?(\d{2})([^?]*)/g)].map((m) => [m[1]!, m[2]!] as const)
  if (coded.length > 1) {
    const of = (test: RegExp) => coded.flatMap(([code, words]) => (test.test(code) ? [words] : [])).join('')
    return {
      counterparty: tidy(of(/^3[23]$/)),
      counterAccount: tidy(of(/^31$/)),
      remark: tidy(`${of(/^(2\d|6[0-3])$/)} ${line.remark}`),
    }
  }
  const word = (name: string) => new RegExp(`/${name}/([^/]*)`).exec(flat)?.[1] ?? ''
  if (word('NAME') || word('REMI'))
    return {
      counterparty: tidy(word('NAME')),
      counterAccount: tidy(word('ACCT') || word('IBAN')),
      remark: tidy(`${word('REMI')} ${line.remark}`),
    }
  return { remark: tidy(`${text} ${line.remark}`) }
}
