import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { log } from '~/platform/log.server'
import type { Mail, Mailer } from '~/platform/mail.server'
import { letterFacts, statementMail, thanksMail } from './internal/letter-mail.server'
import { nameChoice, readLetterReceiver } from './internal/read-letter.server'
import type { LetterChoice } from './letter-choice'
import type { LetterWords } from './letter-words'

export interface SendLetters {
  db: Sql
  mailer: Mailer
  config: { PUBLIC_URL: string; SHANXING_DEMO: boolean }
  /** A job of the queue must not last: the next minute's goes on. */
  budgetMs?: number
}

interface Claimed {
  id: string
  giftId: string
  tries: number
  kind: 'statement' | 'thanks'
  year: number | null
  campaign: string | null
  fund: string | null
  fromOn: Day | null
  toOn: Day | null
  words: LetterWords
}

/** A worker that was killed with a letter in hand gives it back after so long. */
const claimMinutes = 5
/** An address that a mail server refused for good so often gets no more; what is only not taken now is tried for ever. */
const mostRefusals = 2
/** So many failures one after the other are the mail server's, not the addresses'. */
const failuresInARow = 3

const claim = `
  UPDATE giving_letter l SET claimed_at = clock_timestamp(), tries = l.tries + 1 FROM giving_letter_run r
   WHERE r.id = l.run_id AND l.id = (
     SELECT w.id FROM giving_letter w JOIN giving_letter_run o ON o.id = w.run_id
      WHERE w.state = 'waiting' AND o.state = 'running'
        AND (w.claimed_at IS NULL OR w.claimed_at < clock_timestamp() - make_interval(mins => ${claimMinutes}))
      ORDER BY w.run_id, w.id LIMIT 1 FOR UPDATE OF w SKIP LOCKED)
  RETURNING l.id::text AS id, l.gift_id::text AS "giftId", l.tries, r.kind, r.year, r.campaign, r.fund, r.from_on AS "fromOn",
            r.to_on AS "toOn", r.words`
const end = `UPDATE giving_letter SET state = $2, ended_at = clock_timestamp() WHERE id = $1::uuid AND state = 'waiting'`
const finish = `
  UPDATE giving_letter_run r SET state = 'done', ended_at = clock_timestamp()
   WHERE r.state = 'running' AND NOT EXISTS (SELECT FROM giving_letter l WHERE l.run_id = r.id AND l.state = 'waiting')`

/**
 * Sends what waits of the batches that run, one letter after the other, for at most `budgetMs`; several workers may do so at
 * once. Each letter is marked when the mail server has taken it: a worker that is killed leaves one letter in hand, which goes out
 * five minutes later (under the same Message-ID, should it have been taken already). An address that is refused for good twice is
 * given up; three failures in a row end the round, for then it is the mail server. Answers how many were sent.
 */
export async function sendLetters({ db, mailer, config, budgetMs = 50_000 }: SendLetters): Promise<number> {
  const until = Date.now() + budgetMs
  let [sent, failures] = [0, 0]
  while (Date.now() < until && failures < failuresInARow) {
    const [letter] = await db.query<Claimed>(claim)
    if (!letter) break
    const mail = await mailOf(db, config, letter)
    if (!mail) {
      await db.query(end, [letter.id, 'left-out'])
      continue
    }
    try {
      await mailer.send(mail)
    } catch (error) {
      failures += 1
      log.warn({ letter: letter.id, try: letter.tries }, 'a letter was not taken')
      if (isForGood(error) && letter.tries >= mostRefusals) await db.query(end, [letter.id, 'failed'])
      continue
    }
    failures = 0
    sent += 1
    await db.query(end, [letter.id, 'sent'])
  }
  await db.query(finish)
  return sent
}

/** 5xx of RFC 5321, or what is no address at all. */
const isForGood = (error: unknown) =>
  error instanceof TypeError || ((error as { responseCode?: number }).responseCode ?? 0) >= 500

/** Null when there is nobody to write to any more: erased, stopped, or all of it went back meanwhile. */
async function mailOf(db: Sql, config: SendLetters['config'], letter: Claimed): Promise<Mail | null> {
  const { campaign, fund, year } = letter
  const choice: LetterChoice = {
    campaign,
    fund,
    fromOn: letter.fromOn ?? `${year}-01-01`,
    toOn: letter.toOn ?? `${year}-12-31`,
  }
  const receiver = await readLetterReceiver(db, letter.giftId, choice)
  if (!receiver || receiver.to === '' || receiver.stopped || receiver.amountFen <= 0n) return null
  const { to, locale, name, amountFen } = receiver
  const frame = {
    ...{ to, locale, letterId: letter.id },
    ...{ publicUrl: config.PUBLIC_URL, demo: config.SHANXING_DEMO },
  }
  if (letter.kind === 'statement') return statementMail(frame, { year: year!, name })
  const about = await nameChoice(db, choice)
  return about && thanksMail(frame, letter.words, letterFacts(locale, { name, amountFen, about }))
}
