import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import type { Database, Sql } from '~/platform/db.server'
import { locales } from '~/platform/i18n'
import type { Mailer } from '~/platform/mail.server'
import type { Outcome } from '~/platform/outcome'
import { letterFacts, thanksMail } from './internal/letter-mail.server'
import { nameChoice } from './internal/read-letter.server'
import type { LetterChoice } from './letter-choice'
import type { LetterWords } from './letter-words'

export interface LetterTest {
  personId: string
  choice: LetterChoice
  words: LetterWords
}

/** A test says an amount that nobody gave. */
const testFen = 10_000n

/** Asks for the thank-you in both languages to one's own address, with one's own name. Refuses `not-allowed`. */
export async function askForLetterTest(
  db: Database,
  by: Actor,
  { choice, words }: Omit<LetterTest, 'personId'>,
): Promise<Outcome<object, 'not-allowed'>> {
  const subject = choice.campaign ? { campaign: choice.campaign } : { fund: choice.fund! }
  if (by.kind !== 'person' || !can(by, 'thanks.send', subject)) return { ok: false, reason: 'not-allowed' }
  await db.query(`INSERT INTO platform_outbox (topic, payload) VALUES ('send-letter-test', $1::jsonb)`, [
    JSON.stringify({ personId: by.id, choice, words } satisfies LetterTest),
  ])
  return { ok: true }
}

/** Run by the outbox. An account that has gone meanwhile gets nothing. */
export async function sendLetterTest(
  { db, mailer, config }: { db: Sql; mailer: Mailer; config: { PUBLIC_URL: string; SHANXING_DEMO: boolean } },
  { personId, choice, words }: LetterTest,
): Promise<void> {
  const [person] = await db.query<{ email: string; name: string }>(
    'SELECT email, name FROM identity_user WHERE id = $1 AND closed_at IS NULL',
    [personId],
  )
  const about = await nameChoice(db, choice)
  if (!person || !about) return
  for (const locale of locales) {
    const frame = { to: person.email, locale, letterId: null }
    const where = { publicUrl: config.PUBLIC_URL, demo: config.SHANXING_DEMO }
    const facts = letterFacts(locale, { name: person.name, amountFen: testFen, about })
    await mailer.send(thanksMail({ ...frame, ...where }, words, facts))
  }
}
