import { createHash } from 'node:crypto'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { readTable } from '~/platform/read-table.server'
import type { TableRow } from '~/platform/table'
import { textsIn } from '~/platform/texts.server'
import { mostShown, type PlannedTicket, type TicketMisfit, type TicketPlan } from './ticket-plan'
import {
  readTicketHeader,
  readTicketRow,
  type TicketColumn,
  type TicketDraft,
  ticketColumnNames,
  ticketListLimits,
  ticketsInOrder,
  wordOf,
} from './ticket-row'

interface KnownGift {
  id: string
  serial: bigint | null
  year: number | null
  state: string
  amountFen: bigint
  feeCoverFen: bigint
  refundedFen: bigint
  ticket: string | null
}
const giftsNamed = `
  SELECT g.id::text AS id, g.ack_number AS serial, extract(year FROM g.paid_on)::int AS year, g.state, g.amount_fen AS "amountFen",
         g.fee_cover_fen AS "feeCoverFen", CASE WHEN g.refunded_at IS NULL THEN g.refunded_fen ELSE g.amount_fen END AS "refundedFen",
         (SELECT concat_ws(':', t.code, t.number) FROM giving_ticket t WHERE t.gift_id = g.id AND t.voided_at IS NULL) AS ticket
    FROM giving_gift g WHERE g.id = ANY ($1::uuid[]) OR g.ack_number = ANY ($2::bigint[])`
const numbersUsed = `
  SELECT concat_ws(':', code, number) AS ticket, gift_id::text AS "giftId" FROM giving_ticket
   WHERE voided_at IS NULL AND number = ANY ($1::text[])`

const ticketOf = (draft: TicketDraft) => `${draft.code}:${draft.number}`

/** What lists call the columns, in both languages. */
function columnWords(): Record<string, TicketColumn> {
  const words: Record<string, TicketColumn> = {}
  for (const locale of ['zh-CN', 'en'] as const) {
    const t = textsIn(locale, 'year')
    for (const column of ticketColumnNames) {
      words[wordOf(column)] = column
      words[wordOf(t(`tickets.column.${column}`))] = column
    }
    words[wordOf(t('tickets.column.giftId'))] ??= 'gift'
  }
  return words
}

/**
 * A ticket is for what was given, or for what of it had not gone back when it was issued; either with the fee that its donor
 * covered or without. Anything else is not this gift's.
 */
function fits(gift: KnownGift, amountFen: bigint): boolean {
  const left = gift.amountFen - gift.refundedFen
  const amounts = [gift.amountFen, gift.amountFen + gift.feeCoverFen, left, left + gift.feeCoverFen]
  return amounts.includes(amountFen)
}

/**
 * Reads a list of the finance bureau's tickets (CSV in UTF-8 or GBK, or XLSX) and says row by row what importing would do.
 * Writes nothing; `onNew` is handed each new ticket in order. At most 5,000 rows. Throws TableFault when it is no table.
 */
export async function planTicketImport(
  sql: Sql,
  content: Uint8Array,
  today: Day,
  onNew: (giftId: string, draft: TicketDraft) => void = () => {},
): Promise<TicketPlan> {
  const words = columnWords()
  const plan: TicketPlan = {
    counts: { new: 0, known: 0, error: 0 },
    shown: [],
    faults: [],
    hasHeader: false,
    hash: '',
  }
  const hash = createHash('sha256')
  const seen = { gifts: new Set<string>(), tickets: new Set<string>() }
  let places = ticketsInOrder
  let first = true
  for await (const page of readTable(content, ticketListLimits)) {
    let rows = page
    if (first) {
      first = false
      const header = readTicketHeader(page[0]!.cells, words)
      if (header) {
        plan.hasHeader = true
        places = header
        rows = page.slice(1)
      }
    }
    for (const row of await judge(sql, rows, places, today, seen)) {
      plan.counts[row.verdict]++
      if (plan.shown.length < mostShown) plan.shown.push(row)
      if (row.verdict === 'error' && plan.faults.length < mostShown) plan.faults.push(row)
      hash.update(`${JSON.stringify(row, (_, v) => (typeof v === 'bigint' ? `${v}` : v))}\n`)
      if (row.verdict === 'new') onNew(row.giftId, row.draft)
    }
  }
  plan.hash = hash.digest('hex')
  return plan
}

/** A page of rows against the books, in three statements. */
async function judge(
  sql: Sql,
  rows: readonly TableRow[],
  places: typeof ticketsInOrder,
  today: Day,
  seen: { gifts: Set<string>; tickets: Set<string> },
): Promise<PlannedTicket[]> {
  const read = rows.map((row) => ({ ...row, read: readTicketRow(row.cells, places, today) }))
  const drafts = read.flatMap((row) => (row.read.ok ? [row.read.draft] : []))
  const ids = drafts.flatMap(({ gift }) => (gift.by === 'id' ? [gift.id] : []))
  const serials = drafts.flatMap(({ gift }) => (gift.by === 'number' ? [gift.serial] : []))
  const gifts = await sql.query<KnownGift>(giftsNamed, [ids, serials])
  const byId = new Map(gifts.map((g) => [g.id, g]))
  const bySerial = new Map(gifts.map((g) => [`${g.year}-${g.serial}`, g]))
  const used = new Map(
    (await sql.query<{ ticket: string; giftId: string }>(numbersUsed, [drafts.map((d) => d.number)])).map(
      (t) => [t.ticket, t.giftId],
    ),
  )
  return read.map(({ line, cells, read }): PlannedTicket => {
    if (!read.ok) {
      const value = (cells[places[read.column] ?? -1] ?? '').slice(0, 40)
      return { line, verdict: 'error', column: read.column, reason: read.reason, value }
    }
    const { draft } = read
    const value = (column: TicketColumn) => (cells[places[column] ?? -1] ?? '').slice(0, 40)
    const misfit = (column: TicketColumn, reason: TicketMisfit, expectedFen?: bigint): PlannedTicket => ({
      ...{ line, verdict: 'error', column, reason, value: value(column) },
      ...(expectedFen !== undefined && { expectedFen }),
    })
    const { gift: named } = draft
    const gift = named.by === 'id' ? byId.get(named.id) : bySerial.get(`${named.year}-${named.serial}`)
    if (!gift) return misfit('gift', 'unknown-gift')
    if (gift.state !== 'confirmed') return misfit('gift', 'not-confirmed')
    const ticket = ticketOf(draft)
    const twice = seen.gifts.has(gift.id) ? 'gift-twice' : seen.tickets.has(ticket) ? 'number-twice' : null
    seen.gifts.add(gift.id)
    seen.tickets.add(ticket)
    if (twice) return misfit(twice === 'gift-twice' ? 'gift' : 'number', twice)
    if (gift.ticket === ticket) return { line, verdict: 'known', giftId: gift.id, draft }
    if (gift.ticket !== null) return misfit('gift', 'gift-has-other')
    if (used.has(ticket)) return misfit('number', 'number-used')
    if (gift.refundedFen >= gift.amountFen) return misfit('gift', 'all-refunded')
    if (!fits(gift, draft.amountFen)) return misfit('amount', 'amount-differs', gift.amountFen)
    return { line, verdict: 'new', giftId: gift.id, draft }
  })
}
