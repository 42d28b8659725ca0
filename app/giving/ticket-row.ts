import { parseYuan } from '~/money/fen'
import { readDay } from '~/payments/bank/read-amount'
import type { Day } from '~/platform/dates'
import { isUuid } from '~/platform/is-uuid'
import { readAcknowledgementNumber } from './acknowledgement'

/** The columns of a list of tickets, in the order in which a list without a header has them. */
export const ticketColumnNames = ['gift', 'amount', 'code', 'number', 'checkCode', 'issuedOn'] as const
export type TicketColumn = (typeof ticketColumnNames)[number]
export type TicketPlaces = Partial<Record<TicketColumn, number>>

/** One ticket as a row says it, before anyone has looked whether it fits its gift. */
export interface TicketDraft {
  /** By acknowledgement or by the gift's own id. */
  gift: { by: 'number'; year: number; serial: bigint } | { by: 'id'; id: string }
  code: string
  number: string
  checkCode: string
  issuedOn: Day
  amountFen: bigint
}
export type TicketRowFault =
  | 'no-gift'
  | 'no-ticket'
  | 'not-a-ticket'
  | 'not-a-day'
  | 'day-ahead'
  | 'not-an-amount'

export const wordOf = (text: string): string =>
  text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')

/** Which cell is which, when `cells` are a header; null when they are a ticket. */
export function readTicketHeader(
  cells: readonly string[],
  words: Readonly<Record<string, TicketColumn>>,
): TicketPlaces | null {
  const places: TicketPlaces = {}
  cells.forEach((cell, i) => {
    const column = words[wordOf(cell)]
    if (column) places[column] ??= i
  })
  return places.gift === undefined || places.number === undefined ? null : places
}

export const ticketsInOrder: TicketPlaces = Object.fromEntries(
  ticketColumnNames.map((column, i) => [column, i]),
)

/** Letters and digits as finance bureaus print them; a check code also may hold more. */
const printed = (text: string) => text.normalize('NFKC').replace(/\s+/g, '')
const isPrinted = (text: string) => /^[0-9A-Za-z-]{1,40}$/.test(text)

/** A ticket from one row; the first fault with its column. */
export function readTicketRow(
  cells: readonly string[],
  places: TicketPlaces,
  today: Day,
): { ok: true; draft: TicketDraft } | { ok: false; column: TicketColumn; reason: TicketRowFault } {
  const cell = (column: TicketColumn) => (cells[places[column] ?? -1] ?? '').slice(0, 200)
  const named = cell('gift').trim()
  const ack = readAcknowledgementNumber(named)
  const id = named.toLowerCase()
  if (!ack && !isUuid(id)) return { ok: false, column: 'gift', reason: 'no-gift' }
  const [code, number, checkCode] = [
    printed(cell('code')),
    printed(cell('number')),
    printed(cell('checkCode')),
  ]
  if (number === '') return { ok: false, column: 'number', reason: 'no-ticket' }
  if (!isPrinted(number)) return { ok: false, column: 'number', reason: 'not-a-ticket' }
  if (code !== '' && !isPrinted(code)) return { ok: false, column: 'code', reason: 'not-a-ticket' }
  if (checkCode !== '' && !isPrinted(checkCode))
    return { ok: false, column: 'checkCode', reason: 'not-a-ticket' }
  const amount = parseYuan(cell('amount'))
  if (!amount.ok) return { ok: false, column: 'amount', reason: 'not-an-amount' }
  const issuedOn = readDay(cell('issuedOn'), 'ymd')
  if (!issuedOn) return { ok: false, column: 'issuedOn', reason: 'not-a-day' }
  if (issuedOn > today) return { ok: false, column: 'issuedOn', reason: 'day-ahead' }
  const gift = ack ? { by: 'number' as const, ...ack } : { by: 'id' as const, id }
  return { ok: true, draft: { gift, code, number, checkCode, issuedOn, amountFen: amount.fen } }
}

/** The header is a row of its own. */
export const mostTickets = 5_000
export const ticketListLimits = { rows: mostTickets + 1, unpackedBytes: 16 * 1024 * 1024 } as const
