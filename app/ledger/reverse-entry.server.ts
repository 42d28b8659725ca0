import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { callPost } from './internal/call-post.server'
import { readEntries } from './internal/read-entries.server'
import { refusalOf } from './internal/refusals'

export interface ReversalInput {
  entryId: bigint
  /** Why; public, part of the sealed leaf: never personal data. */
  memo: string
  /** The day of the reversal in Asia/Shanghai, `YYYY-MM-DD`. */
  occurredOn: string
  /** Names the reversal, for example by a refund's id; by default the reversed entry does. */
  key?: string
}
export type ReversalRefusal = 'unknown-entry' | 'already-reversed' | 'is-reversal' | 'key-reused'

/**
 * Answers a mistake or a refund: posts the entry's lines with the opposite sign, once, naming the first entry.
 * Two round trips. Repeating it with the same content answers the first reversal with `created: false`.
 *
 * Refusals: `unknown-entry`, `is-reversal` (post anew instead), `already-reversed` (with another memo, day or key),
 * `key-reused` (only with a `key` of the caller that stands for something else). After the last two a surrounding
 * transaction is aborted: the caller must roll it back.
 */
export async function reverseEntry(
  sql: Sql,
  input: ReversalInput,
): Promise<Outcome<{ entryId: bigint; created: boolean }, ReversalRefusal>> {
  const [first] = await readEntries(sql, [input.entryId])
  if (!first) return { ok: false, reason: 'unknown-entry' }
  if (first.kind === 'reversal') return { ok: false, reason: 'is-reversal' }
  try {
    const posted = await callPost(sql, {
      source: 'reversal',
      key: input.key ?? `entry:${input.entryId}`,
      kind: 'reversal',
      occurredOn: input.occurredOn,
      channel: first.channel,
      memo: input.memo,
      donorCommitment: null,
      reverses: input.entryId,
      lines: first.lines.map((line) => ({ ...line, amountFen: -line.amountFen })),
    })
    return { ok: true, ...posted }
  } catch (error) {
    const refusal = refusalOf(error, ['already-reversed', 'key-reused'])
    // The default key can only have been used for this entry.
    return input.key === undefined ? { ok: false, reason: 'already-reversed' } : refusal
  }
}
