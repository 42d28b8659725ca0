import { timingSafeEqual } from 'node:crypto'
import type { Sql } from '~/platform/db.server'
import { readAcknowledgementNumber, readCheckCode } from './acknowledgement'
import { donorCommitment } from './donor-commitment.server'
import { giftColumns, giftOf } from './find-gift.server'
import type { Gift } from './gift'
import type { TicketFacts } from './statement'

/** What a confirmed gift's paper says; `gift` carries personal data that only its holder may see. */
export interface Acknowledgement {
  gift: Gift & { acknowledgement: { number: string; code: string } }
  campaign: { zh: string; en: string }
  /** Place in the public log; null for the moment between arrival and seal. */
  leafIndex: bigint | null
  salt: Uint8Array
  commitment: Uint8Array
  /** The finance bureau's ticket, once it is recorded. */
  ticket?: TicketFacts | null
}

type Row = Parameters<typeof giftOf>[0] & {
  campaign_zh: string
  campaign_en: string
  leaf_index: bigint | null
  salt: Uint8Array
  ticket: TicketFacts | null
}

/** The acknowledgement with this number and check code, as typed or scanned; null when there is none that matches both. */
export async function findAcknowledgement(
  sql: Sql,
  number: string,
  code: string,
): Promise<Acknowledgement | null> {
  const wanted = readAcknowledgementNumber(number)
  const wantedCode = readCheckCode(code)
  if (!wanted || !wantedCode) return null
  const [row] = await sql.query<Row>(
    `SELECT c.name_zh AS campaign_zh, c.name_en AS campaign_en, l.index AS leaf_index, g.salt,
            (SELECT json_build_object('code', t.code, 'number', t.number, 'checkCode', t.check_code, 'issuedOn', t.issued_on)
               FROM giving_ticket t WHERE t.gift_id = g.id AND t.voided_at IS NULL) AS ticket, ${giftColumns}
       JOIN campaigns_campaign c ON c.slug = g.campaign LEFT JOIN ledger_leaf l ON l.entry_id = g.entry_id
      WHERE g.ack_number = $1 AND g.state = 'confirmed'`,
    [wanted.serial],
  )
  if (!row || !timingSafeEqual(Buffer.from(row.check_code), Buffer.from(wantedCode))) return null
  const gift = giftOf(row)
  if (!gift.acknowledgement?.number.startsWith(`SX-${wanted.year}-`)) return null
  return {
    gift: { ...gift, acknowledgement: gift.acknowledgement },
    campaign: { zh: row.campaign_zh, en: row.campaign_en },
    leafIndex: row.leaf_index,
    salt: row.salt,
    commitment: donorCommitment(row.salt, gift.donorName),
    ticket: row.ticket,
  }
}
