import { createHash } from 'node:crypto'
import type { Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { LetterChoice } from '../letter-choice'
import type { LetterWords } from '../letter-words'

/** A batch before it is started: what it says, and about which gifts. */
export type LetterBatch =
  | { kind: 'statement'; year: number }
  | { kind: 'thanks'; choice: LetterChoice; words: LetterWords }

/** What names a batch: the same to the same again is the same batch. */
export function batchKey(batch: LetterBatch): string {
  if (batch.kind === 'statement') return `statement:${batch.year}`
  const { choice, words } = batch
  const said = [choice.campaign, choice.fund, choice.fromOn, choice.toOn, words['zh-CN'], words.en]
  return `thanks:${createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 32)}`
}

/** Days, campaign, fund, whether consent is asked for, key: `$1` to `$6` of what follows. */
const valuesOf = (batch: LetterBatch) =>
  batch.kind === 'statement'
    ? [`${batch.year}-01-01`, `${batch.year}-12-31`, null, null, false, batchKey(batch)]
    : [
        batch.choice.fromOn,
        batch.choice.toOn,
        batch.choice.campaign,
        batch.choice.fund,
        true,
        batchKey(batch),
      ]

/**
 * One gift, the latest, for each address of the batch. Left out: who has no address (erased ones have none), who asked for no
 * letters, whose gifts all went back, who has this letter already; of thanks also who did not ask to be thanked.
 */
const receivers = `
  SELECT DISTINCT ON (lower(g.contact_email)) g.id, g.locale FROM giving_gift g
   WHERE g.state = 'confirmed' AND g.contact_email <> '' AND g.refunded_at IS NULL AND g.paid_on BETWEEN $1::date AND $2::date
     AND ($3::text IS NULL OR g.campaign = $3)
     AND ($4::text IS NULL OR EXISTS (SELECT FROM giving_allocation a WHERE a.gift_id = g.id AND a.fund = $4))
     AND (NOT $5::boolean OR g.letters_consent)
     AND NOT EXISTS (SELECT FROM giving_letter_stop s WHERE s.digest = giving_address_digest(g.contact_email))
     AND lower(g.contact_email) NOT IN (
           SELECT lower(o.contact_email) FROM giving_letter l JOIN giving_letter_run r ON r.id = l.run_id
             JOIN giving_gift o ON o.id = l.gift_id
            WHERE r.key = $6 AND (l.state = 'sent' OR l.state = 'waiting' AND r.state = 'running'))
   ORDER BY lower(g.contact_email), g.paid_on DESC, g.ack_number DESC`

/** How many would be written to, by language, and the latest gifts of a few of them. */
export async function lookAtReceivers(
  sql: Sql,
  batch: LetterBatch,
  examples = 3,
): Promise<{ count: number; byLocale: Record<Locale, number>; examples: string[] }> {
  const [row] = await sql.query<{ zh: number; en: number; examples: string[] | null }>(
    `WITH r AS MATERIALIZED (${receivers})
     SELECT count(*) FILTER (WHERE locale <> 'en')::int AS zh, count(*) FILTER (WHERE locale = 'en')::int AS en,
            (SELECT array_agg(e.id::text) FROM (SELECT id FROM r ORDER BY id LIMIT $7) e) AS examples FROM r`,
    [...valuesOf(batch), examples],
  )
  const { zh, en } = row!
  return { count: zh + en, byLocale: { 'zh-CN': zh, en }, examples: row!.examples ?? [] }
}

/** Writes one letter for each receiver, by the database alone; answers how many. */
export async function writeLetters(tx: Sql, batch: LetterBatch, runId: string): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `WITH r AS (${receivers}), l AS (
       INSERT INTO giving_letter (run_id, gift_id) SELECT $7::uuid, id FROM r RETURNING 1
     ) SELECT count(*)::int AS n FROM l`,
    [...valuesOf(batch), runId],
  )
  return row!.n
}
