import { type Campaign, textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { formatFen } from '~/money/fen'
import { formatDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { pathIn } from '~/platform/i18n'
import type { Mailer } from '~/platform/mail.server'
import type { Outcome } from '~/platform/outcome'
import { textsIn } from '~/platform/texts.server'
import { findPledge } from './find-pledge.server'
import { findPledgeSetting } from './find-pledge-setting.server'
import type { PledgeMail } from './internal/ask-for-pledge-mail.server'
import { nameDesignation } from './name-designation.server'
import type { Pledge, PledgeSetting } from './pledge'
import { renderPledgeLetter } from './render-pledge-letter.server'

export type { PledgeMail }

interface SendPledgeMail {
  db: Sql
  mailer: Mailer
  config: { PUBLIC_URL: string; SHANXING_DEMO: boolean }
}

/**
 * Mails a unit its letter (kind `made`), or that its transfer is still awaited; in the language in which it pledged, with
 * reference and account. Run by the outbox, therefore at least once. A reminder that was overtaken by the transfer stays out.
 * Refuses `unknown`, `no-address`, `overtaken`.
 */
export async function sendPledgeMail(
  { db, mailer, config }: SendPledgeMail,
  { pledgeId, kind }: PledgeMail,
): Promise<Outcome<object, 'unknown' | 'no-address' | 'overtaken'>> {
  const pledge = await findPledge(db, pledgeId)
  const setting = pledge && (await findPledgeSetting(db, pledge.campaign))
  const campaign = pledge && (await findCampaign(db, pledge.campaign))
  if (!pledge || !setting || !campaign) return { ok: false, reason: 'unknown' }
  if (pledge.contactEmail === '') return { ok: false, reason: 'no-address' }
  if (pledge.state === 'withdrawn' || (kind !== 'made' && pledge.state === 'arrived'))
    return { ok: false, reason: 'overtaken' }
  const [secret] = await db.query<{ secret: string }>(
    'SELECT secret FROM giving_pledge WHERE id = $1::uuid',
    [pledge.id],
  )
  const url = `${config.PUBLIC_URL}${pathIn(pledge.locale, `/pledges/${secret!.secret}`)}`
  const t = textsIn(pledge.locale, 'pledgePapers')
  const { reference } = pledge
  const subject = {
    made: 'subjectMade',
    reminder: 'subjectReminder',
    'last-reminder': 'subjectLast',
  } as const
  const designation = await nameDesignation(db, pledge, setting, pledge.locale)
  const pdf = await renderPledgeLetter(
    { pledge, setting, campaign, designation, url },
    { locale: pledge.locale, demo: config.SHANXING_DEMO },
  )
  await mailer.send({
    to: pledge.contactEmail,
    subject: t(`mail.${subject[kind]}`, { reference, amount: formatFen(pledge.amountFen) }),
    text: `${lines(pledge, setting, campaign, { kind, url, demo: config.SHANXING_DEMO }).join('\n')}\n`,
    attachments: [
      { filename: t('letter.fileName', { reference }), contentType: 'application/pdf', content: pdf },
    ],
  })
  return { ok: true }
}

function lines(
  pledge: Pledge,
  { accountName, bankName, accountNumber }: PledgeSetting,
  campaign: Campaign,
  { kind, url, demo }: { kind: PledgeMail['kind']; url: string; demo: boolean },
): string[] {
  const t = textsIn(pledge.locale, 'pledgePapers')
  const left = pledge.amountFen - pledge.arrivedFen
  const about = {
    unit: pledge.unitName,
    campaign: textOf(campaign, pledge.locale).name,
    amount: formatFen(pledge.amountFen),
    left: formatFen(left < 0n ? 0n : left),
    day: formatDay(pledge.locale, campaign.endsOn),
  }
  const lead = { made: 'mail.made', reminder: 'mail.reminder', 'last-reminder': 'mail.lastReminder' } as const
  return [
    ...(demo ? [t('mail.demo'), ''] : []),
    pledge.contactName ? t('mail.hello', { name: pledge.contactName }) : t('mail.helloUnit', about),
    '',
    t(lead[kind], about),
    '',
    t('mail.transfer'),
    t('mail.accountName', { accountName }),
    t('mail.bankName', { bankName }),
    t('mail.accountNumber', { accountNumber }),
    t('mail.remark', { reference: pledge.reference }),
    '',
    t('mail.page'),
    url,
    t('mail.keep'),
    '',
    t('mail.signature'),
  ]
}
