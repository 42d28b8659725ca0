import type { Actor } from '~/identity/actor'
import type { Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { Outcome } from '~/platform/outcome'
import { letterFacts } from './internal/letter-mail.server'
import { lookAtReceivers } from './internal/letter-receivers.server'
import { nameChoice, readLetterReceiver } from './internal/read-letter.server'
import { fillWords } from './letter-words'
import { type LetterBatch, maySendLetters } from './start-letters.server'

/** A letter as it would go out; whose it would be is not shown beyond what it says. */
export interface LetterExample {
  locale: Locale
  subject: string
  text: string
}

/**
 * What starting the batch would do: how many are written to, in which language, and three of the thank-yous as they would go out.
 * Writes nothing. Refuses `not-allowed`, `unknown` (no such campaign or fund).
 */
export async function lookAtLetters(
  sql: Sql,
  by: Actor,
  batch: LetterBatch,
): Promise<
  Outcome<
    { count: number; byLocale: Record<Locale, number>; examples: LetterExample[] },
    'not-allowed' | 'unknown'
  >
> {
  if (!maySendLetters(by, batch)) return { ok: false, reason: 'not-allowed' }
  const looked = await lookAtReceivers(sql, batch)
  const { count, byLocale } = looked
  if (batch.kind === 'statement') return { ok: true, count, byLocale, examples: [] }
  const about = await nameChoice(sql, batch.choice)
  if (!about) return { ok: false, reason: 'unknown' }
  const examples: LetterExample[] = []
  for (const giftId of looked.examples) {
    const receiver = await readLetterReceiver(sql, giftId, batch.choice)
    if (!receiver) continue
    const { locale } = receiver
    const facts = letterFacts(locale, { ...receiver, about })
    const { subject, text } = batch.words[locale]
    examples.push({ locale, subject: fillWords(subject, facts), text: fillWords(text, facts) })
  }
  return { ok: true, count, byLocale, examples }
}
