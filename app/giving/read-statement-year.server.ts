import type { Sql } from '~/platform/db.server'
import { giftColumns, giftOf } from './find-gift.server'
import type { StatementGift, StatementYear, TicketFacts } from './statement'

type Row = Parameters<typeof giftOf>[0] & {
  campaign_zh: string
  campaign_en: string
  ticket: TicketFacts | null
}

const inYear = `
  SELECT c.name_zh AS campaign_zh, c.name_en AS campaign_en,
         (SELECT json_build_object('code', t.code, 'number', t.number, 'checkCode', t.check_code, 'issuedOn', t.issued_on)
            FROM giving_ticket t WHERE t.gift_id = g.id AND t.voided_at IS NULL) AS ticket, ${giftColumns}
    JOIN campaigns_campaign c ON c.slug = g.campaign
   WHERE g.contact_email <> '' AND lower(g.contact_email) = lower($1) AND g.state = 'confirmed'
     AND g.paid_on BETWEEN make_date($2, 1, 1) AND make_date($2, 12, 31)
   ORDER BY g.paid_on, g.ack_number`

/**
 * Every confirmed gift that left this address and arrived in `year` (days of Asia/Shanghai), oldest first, with what has gone
 * back of each. Ask only for whoever has shown that mail to the address reaches them. A year without gifts has none.
 */
export async function readStatementYear(sql: Sql, email: string, year: number): Promise<StatementYear> {
  const rows = await sql.query<Row>(inYear, [email, year])
  const gifts = rows.map((row): StatementGift => {
    const { paidOn, ...gift } = giftOf(row)
    return {
      ...gift,
      paidOn: paidOn!,
      campaign: { zh: row.campaign_zh, en: row.campaign_en },
      ticket: row.ticket,
    }
  })
  const sum = (of: (gift: StatementGift) => bigint) => gifts.reduce((all, gift) => all + of(gift), 0n)
  return {
    year,
    gifts,
    givenFen: sum((g) => g.amountFen),
    refundedFen: sum((g) => g.refundedFen),
    feeCoverFen: sum((g) => g.feeCoverFen),
  }
}

/** The years in which gifts of this address arrived, the latest first, with how many and how much. */
export async function listStatementYears(
  sql: Sql,
  email: string,
): Promise<{ year: number; gifts: number; givenFen: bigint; refundedFen: bigint }[]> {
  return sql.query(
    `SELECT extract(year FROM paid_on)::int AS year, count(*)::int AS gifts, sum(amount_fen)::bigint AS "givenFen",
            sum(CASE WHEN refunded_at IS NULL THEN refunded_fen ELSE amount_fen END)::bigint AS "refundedFen"
       FROM giving_gift WHERE contact_email <> '' AND lower(contact_email) = lower($1) AND state = 'confirmed'
      GROUP BY 1 ORDER BY 1 DESC`,
    [email],
  )
}
