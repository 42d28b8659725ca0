import type { Sql } from '~/platform/db.server'
import { log } from '~/platform/log.server'
import type { Outcome } from '~/platform/outcome'
import type { EntryInput } from './entry'
import { callPost } from './internal/call-post.server'
import { refusalOf } from './internal/refusals'

const refusals = [
  'no-lines',
  'unbalanced',
  'unknown-fund',
  'unknown-account',
  'zero-line',
  'key-reused',
] as const
export type PostRefusal = (typeof refusals)[number]

/**
 * Posts one entry in one round trip. The same (source, key) with the same content answers the first entry with
 * `created: false`. A day in a closed period is posted on the first open day and kept as the adjusted day.
 *
 * Refusals, all pronounced by the database: `no-lines` (fewer than two, or any of a disclosure), `unbalanced` (lines of a fund do not sum to
 * zero), `unknown-fund`, `unknown-account`, `zero-line`, `key-reused` (same key, other content: a fault of the caller,
 * logged). After any of them a surrounding transaction is aborted: the caller must roll it back, by throwing.
 * Throws when a period is being closed at this very moment; try again.
 */
export async function postEntry(
  sql: Sql,
  input: EntryInput,
): Promise<Outcome<{ entryId: bigint; created: boolean }, PostRefusal>> {
  try {
    const posted = await callPost(sql, {
      ...input,
      memo: input.memo ?? '',
      donorCommitment: input.donorCommitment ?? null,
      reverses: null,
    })
    return { ok: true, ...posted }
  } catch (error) {
    const refusal = refusalOf(error, refusals)
    // The key itself may be a capability (a gift's address), therefore it stays out of the log.
    if (refusal.reason === 'key-reused') log.error({ source: input.source }, 'a posting key was used again')
    return refusal
  }
}
