import { type Locale, pathIn } from '~/platform/i18n'
import type { Mailer } from '~/platform/mail.server'
import { textsIn } from '~/platform/texts.server'

/** A mail about signing in: a one-time code, or the news that an account is locked for a while or has lost its second factor. */
export type CodeMail = { to: string; locale: Locale } & (
  | { kind: 'code'; code: string }
  | { kind: 'locked' }
  | { kind: 'factor-reset' }
)

/** Mails it in plain text. Run by the outbox; rejects when the mail was not taken. */
export async function sendCode(
  mailer: Mailer,
  { PUBLIC_URL }: { PUBLIC_URL: string },
  mail: CodeMail,
): Promise<void> {
  const { subject, lines } = wordsOf(mail, (path) => `${PUBLIC_URL}${pathIn(mail.locale, path)}`)
  const signature = textsIn(mail.locale, 'account')('mail.signature')
  await mailer.send({ to: mail.to, subject, text: `${[...lines, '', signature].join('\n')}\n` })
}

function wordsOf(mail: CodeMail, link: (path: string) => string): { subject: string; lines: string[] } {
  const t = textsIn(mail.locale, 'account')
  switch (mail.kind) {
    case 'code':
      return {
        subject: t('mail.codeSubject'),
        lines: [t('mail.codeLead'), '', mail.code, '', t('mail.codeUse'), t('mail.codeNotYou')],
      }
    case 'locked':
      return {
        subject: t('mail.lockedSubject'),
        lines: [t('mail.lockedLead'), '', t('mail.lockedUse'), link('/sign-in/code')],
      }
    case 'factor-reset':
      return {
        subject: t('mail.resetSubject'),
        lines: [
          t('mail.resetLead'),
          '',
          t('mail.resetUse'),
          link(`/sign-in?to=${encodeURIComponent(pathIn(mail.locale, '/account/second-factor'))}`),
          '',
          t('mail.resetNotYou'),
        ],
      }
  }
}
