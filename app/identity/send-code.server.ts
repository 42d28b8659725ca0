import { type Locale, pathIn } from '~/platform/i18n'
import type { Mailer } from '~/platform/mail.server'
import { textsIn } from '~/platform/texts.server'

/** A mail about signing in: a one-time code, or the news that an account is locked for a while. */
export type CodeMail = { to: string; locale: Locale } & ({ kind: 'code'; code: string } | { kind: 'locked' })

/** Mails it in plain text. Run by the outbox; rejects when the mail was not taken. */
export async function sendCode(
  mailer: Mailer,
  { PUBLIC_URL }: { PUBLIC_URL: string },
  mail: CodeMail,
): Promise<void> {
  const t = textsIn(mail.locale, 'account')
  const link = `${PUBLIC_URL}${pathIn(mail.locale, '/sign-in/code')}`
  const lines =
    mail.kind === 'code'
      ? [t('mail.codeLead'), '', mail.code, '', t('mail.codeUse'), t('mail.codeNotYou')]
      : [t('mail.lockedLead'), '', t('mail.lockedUse'), link]
  await mailer.send({
    to: mail.to,
    subject: t(mail.kind === 'code' ? 'mail.codeSubject' : 'mail.lockedSubject'),
    text: `${[...lines, '', t('mail.signature')].join('\n')}\n`,
  })
}
