import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { acknowledgementNumber } from './acknowledgement'
import type { TicketFilter } from './ticket-filter'

/** A confirmed gift and the ticket that is recorded for it, if any. */
export interface TicketedGift {
  giftId: string
  serial: bigint
  number: string
  paidOn: Day
  campaignZh: string
  campaignEn: string
  donorName: string
  amountFen: bigint
  refundedFen: bigint
  code: string | null
  ticket: string | null
  checkCode: string | null
  issuedOn: Day | null
}

const list = `
  SELECT g.id::text AS "giftId", g.ack_number AS serial, g.paid_on AS "paidOn", c.name_zh AS "campaignZh", c.name_en AS "campaignEn",
         g.donor_name AS "donorName", g.amount_fen AS "amountFen", g.refunded_fen AS "refundedFen", t.code, t.number AS ticket,
         t.check_code AS "checkCode", t.issued_on AS "issuedOn"
    FROM giving_gift g JOIN campaigns_campaign c ON c.slug = g.campaign
    LEFT JOIN giving_ticket t ON t.gift_id = g.id AND t.voided_at IS NULL
   WHERE g.state = 'confirmed' AND ($1::bigint IS NULL OR g.ack_number < $1)
     AND ($2::int IS NULL OR g.paid_on BETWEEN make_date($2, 1, 1) AND make_date($2, 12, 31))
     AND CASE $3 WHEN 'missing' THEN t.id IS NULL AND g.refunded_at IS NULL WHEN 'recorded' THEN t.id IS NOT NULL ELSE true END
   ORDER BY g.ack_number DESC LIMIT $4`

/** Confirmed gifts with their tickets, the latest acknowledgement first; what went back wholly needs none and misses none. */
export async function listTickets(
  sql: Sql,
  { filter, after, limit }: { filter: TicketFilter; after?: bigint; limit: number },
): Promise<{ rows: TicketedGift[]; next: bigint | null }> {
  const found = await sql.query<Omit<TicketedGift, 'number'>>(list, [
    after ?? null,
    filter.year,
    filter.has,
    limit + 1,
  ])
  const rows = found.slice(0, limit).map((row) => ({
    ...row,
    number: acknowledgementNumber(Number(row.paidOn.slice(0, 4)), row.serial),
  }))
  return { rows, next: found.length > limit ? rows.at(-1)!.serial : null }
}

/** How many confirmed gifts of a year (of all years) have a ticket, and how many still need one. */
export async function countTickets(
  sql: Sql,
  year: number | null,
): Promise<{ recorded: number; missing: number }> {
  const [row] = await sql.query<{ recorded: number; missing: number }>(
    `SELECT count(t.id)::int AS recorded, count(*) FILTER (WHERE t.id IS NULL AND g.refunded_at IS NULL)::int AS missing
       FROM giving_gift g LEFT JOIN giving_ticket t ON t.gift_id = g.id AND t.voided_at IS NULL
      WHERE g.state = 'confirmed' AND ($1::int IS NULL OR g.paid_on BETWEEN make_date($1, 1, 1) AND make_date($1, 12, 31))`,
    [year],
  )
  return row!
}
