import type { Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { LetterChoice } from '../letter-choice'

/** Who a letter goes to, and what of their gifts it is about. */
export interface LetterReceiver {
  /** Empty: erased since. */
  to: string
  name: string
  locale: Locale
  stopped: boolean
  /** Of the batch's gifts of this address, what is still here. */
  amountFen: bigint
}

const receiver = `
  SELECT g.contact_email AS "to", g.donor_name AS name, CASE g.locale WHEN 'en' THEN 'en' ELSE 'zh-CN' END AS locale,
         EXISTS (SELECT FROM giving_letter_stop s WHERE s.digest = giving_address_digest(g.contact_email)) AS stopped,
         (SELECT coalesce(sum(CASE WHEN o.refunded_at IS NULL THEN o.amount_fen - o.refunded_fen ELSE 0 END), 0)::bigint
            FROM giving_gift o
           WHERE o.contact_email <> '' AND lower(o.contact_email) = lower(g.contact_email) AND o.state = 'confirmed'
             AND o.paid_on BETWEEN $2::date AND $3::date AND ($4::text IS NULL OR o.campaign = $4)
             AND ($5::text IS NULL OR EXISTS (SELECT FROM giving_allocation a WHERE a.gift_id = o.id AND a.fund = $5))
         ) AS "amountFen"
    FROM giving_gift g WHERE g.id = $1::uuid`

/** The receiver whose latest gift this is, as things stand now; null when there is no such gift. */
export async function readLetterReceiver(
  sql: Sql,
  giftId: string,
  { fromOn, toOn, campaign, fund }: LetterChoice,
): Promise<LetterReceiver | null> {
  const [row] = await sql.query<LetterReceiver>(receiver, [giftId, fromOn, toOn, campaign, fund])
  return row ?? null
}

/** What a thank-you is about: its campaign or its fund by name. */
export async function nameChoice(
  sql: Sql,
  { campaign, fund }: Pick<LetterChoice, 'campaign' | 'fund'>,
): Promise<{ zh: string; en: string } | null> {
  const [row] = await sql.query<{ zh: string; en: string }>(
    campaign
      ? 'SELECT name_zh AS zh, name_en AS en FROM campaigns_campaign WHERE slug = $1'
      : 'SELECT name_zh AS zh, name_en AS en FROM ledger_fund WHERE slug = $1',
    [campaign ?? fund],
  )
  return row ?? null
}
