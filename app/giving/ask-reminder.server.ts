import { randomBytes } from 'node:crypto'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { GiftDraft } from './gift-form'
import { namedId } from './internal/named-id.server'

export interface AskReminder {
  formId: string
  /** With an address. */
  draft: GiftDraft
  target: string
  campaign: string
  locale: Locale
  today: Day
}

const insert = `
  WITH r AS (
    INSERT INTO giving_gift_reminder (id, secret, campaign, locale, contact_email, amount_fen, target, day)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING RETURNING id
  )
  INSERT INTO platform_outbox (topic, payload)
  SELECT 'send-reminder-mail', jsonb_build_object('reminderId', id, 'kind', 'confirm') FROM r`

/**
 * Somebody wants to be reminded each month, because their way of paying has no subscriptions. One mail goes to the address now, and
 * no other before its link was opened and answered. The same form sent twice asks once.
 */
export async function askReminder(db: Database, asked: AskReminder): Promise<void> {
  const { draft, campaign } = asked
  await db.query(insert, [
    ...[namedId('reminder', asked.formId, campaign, draft.email), randomBytes(20).toString('base64url')],
    ...[
      campaign,
      asked.locale,
      draft.email,
      draft.amountFen,
      asked.target === 'split' ? 'default' : asked.target || 'default',
    ],
    Math.min(Number(asked.today.slice(8)), 28),
  ])
}
