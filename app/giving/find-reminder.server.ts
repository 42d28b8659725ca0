import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import { isUuid } from '~/platform/is-uuid'

export interface GiftReminder {
  id: string
  secret: string
  campaign: string
  state: 'asked' | 'on' | 'off'
  locale: Locale
  contactEmail: string
  amountFen: Fen
  target: string
  day: number
}

/** The reminder that this link opens, or with this id; null when there is none. */
export async function findReminder(
  sql: Sql,
  key: { secret: string } | { id: string },
): Promise<GiftReminder | null> {
  const bySecret = 'secret' in key
  if (bySecret ? !/^[\w-]{20,64}$/.test(key.secret) : !isUuid(key.id)) return null
  const [row] = await sql.query<GiftReminder>(
    `SELECT id::text AS id, secret, campaign, state, locale, contact_email AS "contactEmail", amount_fen AS "amountFen", target, day
       FROM giving_gift_reminder WHERE ${bySecret ? 'secret = $1' : 'id = $1::uuid'}`,
    [bySecret ? key.secret : key.id],
  )
  return row ?? null
}
