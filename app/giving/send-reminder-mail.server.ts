import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { formatFen } from '~/money/fen'
import { formatDay, shanghaiDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { pathIn } from '~/platform/i18n'
import type { Mailer } from '~/platform/mail.server'
import type { Outcome } from '~/platform/outcome'
import { textsIn } from '~/platform/texts.server'
import { findReminder } from './find-reminder.server'
import { giveFormPath } from './gift-form'

export interface ReminderMail {
  reminderId: string
  kind: 'confirm' | 'due'
}

/**
 * Mails the link that confirms a reminder, or the month's reminder with a link that opens the give form filled in. Run by the outbox,
 * therefore at least once. Refuses `unknown`, `off` (called off meanwhile).
 */
export async function sendReminderMail(
  { db, mailer, config }: { db: Sql; mailer: Mailer; config: { PUBLIC_URL: string; SHANXING_DEMO: boolean } },
  { reminderId, kind }: ReminderMail,
): Promise<Outcome<object, 'unknown' | 'off'>> {
  const reminder = await findReminder(db, { id: reminderId })
  const campaign = reminder && (await findCampaign(db, reminder.campaign))
  if (!reminder || !campaign) return { ok: false, reason: 'unknown' }
  if (kind === 'due' && reminder.state !== 'on') return { ok: false, reason: 'off' }
  const { locale, amountFen, target, day, secret } = reminder
  const t = textsIn(locale, 'monthlyPapers')
  const about = { amount: formatFen(amountFen), campaign: textOf(campaign, locale).name, day }
  const link = (path: string) => `${config.PUBLIC_URL}${pathIn(locale, path)}`
  const page = link(`/reminders/${secret}`)
  const month = formatDay(locale, shanghaiDay(new Date()))
  const lines =
    kind === 'confirm'
      ? [t('reminder.confirm', about), '', t('reminder.confirmLink'), page, '', t('reminder.confirmNot')]
      : [
          t('reminder.due', about),
          '',
          t('reminder.give'),
          link(giveFormPath(campaign.slug, amountFen, target)),
          '',
          t('reminder.stop'),
          page,
        ]
  await mailer.send({
    to: reminder.contactEmail,
    subject: t(kind === 'confirm' ? 'reminder.subjectConfirm' : 'reminder.subjectDue', { ...about, month }),
    text: `${[...(config.SHANXING_DEMO ? [t('demo'), ''] : []), t('hello'), '', ...lines, '', t('signature')].join('\n')}\n`,
  })
  return { ok: true }
}
