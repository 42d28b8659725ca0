import { createHash, randomBytes } from 'node:crypto'
import { type Campaign, takesGifts } from '~/campaigns/campaign'
import type { CheckoutInput, Gateway } from '~/payments/gateway'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { type Locale, pathIn } from '~/platform/i18n'
import type { Outcome } from '~/platform/outcome'
import { donorCommitment } from './donor-commitment.server'
import type { GiftState } from './gift'
import type { GiftDraft } from './gift-form'
import { checkCode } from './internal/check-code.server'

export interface StartGift {
  formId: string
  draft: GiftDraft
  campaign: Campaign
  /** Today in Asia/Shanghai. */
  today: Day
  locale: Locale
  publicUrl: string
  /** What led the donor here, kept in the gift (`giving_gift.via`). */
  via?: string
  /** How the donor wants to pay, and on what they sit. */
  paying?: Pick<CheckoutInput, 'way' | 'device'>
}

export type StartRefusal = 'campaign-closed' | 'provider-unavailable' | 'provider-refused'

/**
 * Writes the gift, then opens its checkout at the provider and answers where to send the donor.
 * The form's id and its content name the gift: the same form sent twice is one gift and one checkout, a changed form, or another way
 * of paying, is another gift. It keeps the gateway it was begun with. A gift that is no longer waiting to be paid answers its own page, so nobody pays twice by going back.
 * Nothing leaves the process before the gift is committed. Refuses `campaign-closed`, `provider-unavailable` (try again: nothing was
 * charged) and `provider-refused`.
 */
export async function startGift(
  sql: Sql,
  gateway: Gateway,
  input: StartGift,
): Promise<Outcome<{ giftId: string; url: string }, StartRefusal>> {
  const { draft, campaign, locale } = input
  if (!takesGifts(campaign, input.today)) return { ok: false, reason: 'campaign-closed' }
  const giftId = giftIdOf(input)
  const salt = randomBytes(16)
  const [kept] = await sql.query<{ state: GiftState; checkout_url: string | null }>(
    `WITH g AS (
       INSERT INTO giving_gift (id, campaign, amount_fen, fee_cover_fen, locale, donor_name, name_consent, contact_email,
                                message, message_state, dedication, salt, donor_commitment, check_code, via, provider, letters_consent)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, CASE WHEN $9 = '' THEN 'none' ELSE 'waiting' END, $10, $11, $12, $13, $16, $17, $18)
       ON CONFLICT (id) DO NOTHING RETURNING id, state, checkout_url
     ), a AS (
       INSERT INTO giving_allocation (gift_id, fund, amount_fen)
       SELECT g.id, s.fund, s.amount FROM g, unnest($14::text[], $15::bigint[]) AS s (fund, amount)
     )
     SELECT state, checkout_url FROM g UNION ALL SELECT state, checkout_url FROM giving_gift WHERE id = $1`,
    [
      giftId,
      campaign.slug,
      draft.amountFen,
      draft.feeCoverFen,
      locale,
      draft.name,
      draft.nameConsent,
      draft.email,
      draft.message,
      draft.dedication,
      salt,
      donorCommitment(salt, draft.name),
      checkCode(),
      draft.shares.map((s) => s.fund),
      draft.shares.map((s) => s.amountFen),
      input.via ?? '',
      gateway.provider,
      draft.lettersConsent ?? false,
    ],
  )
  const giftUrl = `${input.publicUrl}${pathIn(locale, `/gifts/${giftId}`)}`
  if (kept && kept.state !== 'started') return { ok: true, giftId, url: giftUrl }
  if (kept?.checkout_url) return { ok: true, giftId, url: kept.checkout_url }

  const checkout = await gateway.createCheckout({
    giftId,
    amountFen: draft.amountFen + draft.feeCoverFen,
    currency: 'CNY',
    description: locale === 'en' ? campaign.en.name : campaign.zh.name,
    locale,
    returnUrl: giftUrl,
    cancelUrl: `${giftUrl}?cancelled=1`,
    scanUrl: `${giftUrl}/pay`,
    ...input.paying,
  })
  if (!checkout.ok) return { ok: false, reason: `provider-${checkout.reason}` }
  await sql.query(
    `UPDATE giving_gift SET checkout_ref = $2, checkout_url = $3, checkout_code = $4 WHERE id = $1 AND checkout_ref IS NULL`,
    [giftId, checkout.ref, checkout.url, checkout.code ?? null],
  )
  return { ok: true, giftId, url: checkout.url }
}

/** A UUID (version 8, RFC 9562) made of the form's id and everything the donor decided. */
function giftIdOf({ formId, draft, campaign, paying }: StartGift): string {
  const way = paying?.way ? [paying.way] : []
  const content = JSON.stringify([formId, campaign.slug, draft, ...way], (_, v) =>
    typeof v === 'bigint' ? v.toString() : v,
  )
  const bytes = createHash('sha256').update(content).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
