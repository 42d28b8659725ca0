import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { formatFen } from '~/money/fen'
import { formatDay, shanghaiDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { pathIn } from '~/platform/i18n'
import type { Mailer } from '~/platform/mail.server'
import type { Outcome } from '~/platform/outcome'
import { textsIn } from '~/platform/texts.server'
import { findMonthly } from './find-monthly.server'
import type { MonthlyMail } from './internal/ask-for-monthly-mail.server'
import { runs } from './monthly'

export type { MonthlyMail }

/**
 * Mails whoever gives monthly: that it has begun, with the link to its page; that a charge failed; that the card ends soon; that it
 * has ended and why. In the language of the form. Run by the outbox, therefore at least once; the Message-ID folds a repeated one.
 * Refuses `unknown`, `no-address` (erased), `overtaken` (paid, renewed or ended meanwhile).
 */
export async function sendMonthlyMail(
  { db, mailer, config }: { db: Sql; mailer: Mailer; config: { PUBLIC_URL: string; SHANXING_DEMO: boolean } },
  { monthlyId, kind, invoiceRef }: MonthlyMail,
): Promise<Outcome<object, 'unknown' | 'no-address' | 'overtaken'>> {
  const monthly = await findMonthly(db, { id: monthlyId })
  const campaign = monthly && (await findCampaign(db, monthly.campaign))
  if (!monthly || !campaign) return { ok: false, reason: 'unknown' }
  if (monthly.contactEmail === '') return { ok: false, reason: 'no-address' }
  const [charge] = invoiceRef
    ? await db.query<{ state: string; nextTryAt: Date | null }>(
        'SELECT state, next_try_at AS "nextTryAt" FROM giving_monthly_charge WHERE invoice_ref = $1',
        [invoiceRef],
      )
    : []
  if (kind !== 'ended' && !runs(monthly.state)) return { ok: false, reason: 'overtaken' }
  if (kind === 'failed' && charge?.state === 'paid') return { ok: false, reason: 'overtaken' }
  const { locale } = monthly
  const [secret] = await db.query<{ secret: string }>(
    'SELECT secret FROM giving_monthly WHERE id = $1::uuid',
    [monthly.id],
  )
  const t = textsIn(locale, 'monthlyPapers')
  const day = (at: Date | null) => (at ? formatDay(locale, shanghaiDay(at)) : '')
  const about = {
    amount: formatFen(monthly.amountFen + monthly.feeCoverFen),
    campaign: textOf(campaign, locale).name,
    next: day(monthly.nextChargeAt),
    again: day(charge?.nextTryAt ?? null),
    until: monthly.cardUntil ? formatDay(locale, monthly.cardUntil) : '',
    card: monthly.cardLast4,
  }
  const lead = {
    begun: [t('mail.begun', about), ...(about.next ? [t('mail.next', about)] : [])],
    failed: [t('mail.failed', about), t(about.again ? 'mail.again' : 'mail.notAgain', about)],
    'card-ends': [t('mail.cardEnds', about)],
    ended: [t(`mail.ended.${monthly.endReason ?? 'provider'}`, about)],
  }[kind]
  const subject = {
    begun: t('mail.subjectBegun', about),
    failed: t('mail.subjectFailed', about),
    'card-ends': t('mail.subjectCardEnds', about),
    ended: t('mail.subjectEnded', about),
  }[kind]
  const link = {
    begun: 'mail.page',
    failed: 'mail.newCard',
    'card-ends': 'mail.newCard',
    ended: 'mail.history',
  } as const
  const url = `${config.PUBLIC_URL}${pathIn(locale, `/monthly/${secret!.secret}`)}`
  const text = [
    ...(config.SHANXING_DEMO ? [t('demo'), ''] : []),
    monthly.donorName ? t('helloName', { name: monthly.donorName }) : t('hello'),
    '',
    ...lead,
    '',
    t(link[kind]),
    url,
    t('mail.keep'),
    '',
    t('signature'),
  ]
  await mailer.send({
    to: monthly.contactEmail,
    subject,
    text: `${text.join('\n')}\n`,
    id: ['monthly', monthly.id, kind, invoiceRef ?? about.until]
      .filter(Boolean)
      .join('-')
      .replace(/[^\w-]/g, ''),
  })
  return { ok: true }
}
