import type { Sql } from '~/platform/db.server'
import type { EntryKind, LineInput } from '../entry'

interface PostCall {
  source: string
  key: string
  kind: EntryKind
  occurredOn: string
  channel: string
  memo: string
  donorCommitment: Uint8Array | null
  reverses: bigint | null
  lines: readonly LineInput[]
}

const post = `SELECT entry_id AS "entryId", created FROM ledger_post(
  $1, $2, $3, $4::date, $5, $6, decode($7::text, 'hex'), $8::bigint,
  $9::text[], $10::text[], $11::text[], $12::bigint[])`

/** The one statement that posts: header, lines, balance, idempotency and queue in one round trip. */
export async function callPost(sql: Sql, call: PostCall): Promise<{ entryId: bigint; created: boolean }> {
  const [row] = await sql.query<{ entryId: bigint; created: boolean }>(post, [
    call.source,
    call.key,
    call.kind,
    call.occurredOn,
    call.channel,
    call.memo,
    call.donorCommitment && Buffer.from(call.donorCommitment).toString('hex'),
    call.reverses,
    call.lines.map((l) => l.account),
    call.lines.map((l) => l.fund),
    call.lines.map((l) => l.campaign ?? null),
    call.lines.map((l) => l.amountFen),
  ])
  return row!
}
