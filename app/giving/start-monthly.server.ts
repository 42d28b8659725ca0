import { randomBytes } from 'node:crypto'
import type { Campaign } from '~/campaigns/campaign'
import type { SubscriptionGateway } from '~/payments/subscription-gateway'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { type Locale, pathIn } from '~/platform/i18n'
import type { Outcome } from '~/platform/outcome'
import type { GiftDraft } from './gift-form'
import { namedId } from './internal/named-id.server'
import { type MonthlyState, takesMonthly } from './monthly'

export interface StartMonthly {
  formId: string
  draft: GiftDraft
  /** As chosen in the form: `default`, `split` or `fund:<slug>`. */
  target: string
  campaign: Campaign
  today: Day
  locale: Locale
  publicUrl: string
}

const insert = `
  WITH m AS (
    INSERT INTO giving_monthly (id, secret, campaign, locale, donor_name, name_consent, contact_email)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING RETURNING id, secret, state, checkout_url
  ), v AS (
    INSERT INTO giving_monthly_terms (monthly_id, n, amount_fen, fee_cover_fen, target, funds, share_fens)
    SELECT id, 1, $8, $9, $10, $11::text[], $12::bigint[] FROM m
  )
  SELECT secret, state, checkout_url FROM m UNION ALL SELECT secret, state, checkout_url FROM giving_monthly WHERE id = $1`

/**
 * Writes a monthly gift, then opens the checkout whose payment is its first charge. Form and content name it: sent twice it is one,
 * and one that has begun answers its own page. An address is needed: the page's link goes there. Refuses `campaign-closed` (it does not
 * take gifts for another month), `email-needed`, `provider-unavailable` (nothing was charged), `provider-refused`.
 */
export async function startMonthly(
  sql: Sql,
  gateway: SubscriptionGateway,
  input: StartMonthly,
): Promise<
  Outcome<
    { monthlyId: string; secret: string; url: string },
    'campaign-closed' | 'email-needed' | 'provider-unavailable' | 'provider-refused'
  >
> {
  const { draft, campaign, locale } = input
  if (!takesMonthly(campaign, input.today)) return { ok: false, reason: 'campaign-closed' }
  if (draft.email === '') return { ok: false, reason: 'email-needed' }
  const monthlyId = idOf(input)
  const [kept] = await sql.query<{ secret: string; state: MonthlyState; checkout_url: string | null }>(
    insert,
    [
      ...[monthlyId, randomBytes(20).toString('base64url'), campaign.slug, locale],
      ...[
        draft.name,
        draft.nameConsent,
        draft.email,
        draft.amountFen,
        draft.feeCoverFen,
        input.target || 'default',
      ],
      draft.shares.map((s) => s.fund),
      draft.shares.map((s) => s.amountFen),
    ],
  )
  const { secret } = kept!
  const page = `${input.publicUrl}${pathIn(locale, `/monthly/${secret}`)}`
  if (kept!.state !== 'started') return { ok: true, monthlyId, secret, url: page }
  if (kept!.checkout_url) return { ok: true, monthlyId, secret, url: kept!.checkout_url }
  const opened = await gateway.openSubscription({
    monthlyId,
    terms: 1,
    amountFen: draft.amountFen + draft.feeCoverFen,
    currency: 'CNY',
    description: locale === 'en' ? campaign.en.name : campaign.zh.name,
    locale,
    returnUrl: page,
    cancelUrl: `${page}?cancelled=1`,
  })
  if (!opened.ok) return { ok: false, reason: `provider-${opened.reason}` }
  await sql.query(
    'UPDATE giving_monthly SET checkout_ref = $2, checkout_url = $3 WHERE id = $1 AND checkout_ref IS NULL',
    [monthlyId, opened.ref, opened.url],
  )
  return { ok: true, monthlyId, secret, url: opened.url }
}

function idOf({ formId, draft, target, campaign }: StartMonthly): string {
  const content = JSON.stringify([draft, target], (_, v) => (typeof v === 'bigint' ? v.toString() : v))
  return namedId('monthly', formId, campaign.slug, content)
}
