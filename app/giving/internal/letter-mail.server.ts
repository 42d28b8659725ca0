import { createHash } from 'node:crypto'
import { formatFen } from '~/money/fen'
import { type Locale, pathIn } from '~/platform/i18n'
import type { Mail } from '~/platform/mail.server'
import { fillWords, type LetterFacts, type LetterWords } from '../letter-words'
import { textsIn } from './texts.server'

interface Frame {
  to: string
  locale: Locale
  publicUrl: string
  demo: boolean
  /** Of the letter; null in a test mail, which stops nothing. */
  letterId: string | null
}

const stopUrl = ({ publicUrl, locale }: Frame, letterId: string) =>
  `${publicUrl}${pathIn(locale, `/letters/${letterId}`)}`

/** A letter with what stands around each: whose it is, and how to get no more. */
function framed(frame: Frame, subject: string, lines: readonly string[]): Mail {
  const t = textsIn(frame.locale)
  const stop = frame.letterId && stopUrl(frame, frame.letterId)
  const text = [
    ...(frame.demo ? [t('mail.demo'), ''] : []),
    ...lines,
    '',
    t('mail.signature'),
    ...(stop ? ['', t('letter.stop'), stop] : []),
  ]
  return {
    to: frame.to,
    subject: frame.demo ? t('letter.demo', { subject }) : subject,
    text: `${text.join('\n')}\n`,
    ...(stop && { unsubscribe: stop }),
    // Of its own kind: the letter's id opens the page that stops letters, and relays keep Message-IDs.
    ...(frame.letterId && {
      id: `letter-${createHash('sha256').update(`shanxing-letter/v1\0${frame.letterId}`).digest('hex').slice(0, 32)}`,
    }),
  }
}

/** A thank-you: the desk's words, with this donor's own facts. */
export function thanksMail(frame: Frame, words: LetterWords, facts: LetterFacts): Mail {
  const { subject, text } = words[frame.locale]
  return framed(frame, fillWords(subject, facts), fillWords(text, facts).split('\n'))
}

/**
 * That the year's statement is there, with the way to it. Neither the paper nor a sum is in the mail: a year of somebody's giving
 * in one file would lie in mailboxes and relays for ever, and whoever can read this mail can sign in by code.
 */
export function statementMail(frame: Frame, { year, name }: { year: number; name: string }): Mail {
  const t = textsIn(frame.locale)
  return framed(frame, t('letter.statementSubject', { year }), [
    name ? t('mail.helloName', { name }) : t('mail.hello'),
    '',
    t('letter.statementText', { year }),
    `${frame.publicUrl}${pathIn(frame.locale, '/account/gifts')}#years`,
    '',
    t('letter.statementHow'),
  ])
}

/** What of a gift's donor stands in their letter. */
export const letterFacts = (
  locale: Locale,
  { name, amountFen, about }: { name: string; amountFen: bigint; about: { zh: string; en: string } },
): LetterFacts => ({
  name: name || textsIn(locale)('acknowledgement.anonymous'),
  amount: formatFen(amountFen),
  campaign: locale === 'en' ? about.en : about.zh,
})
