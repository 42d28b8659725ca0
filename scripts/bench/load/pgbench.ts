import { execFile } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { chargeEvent } from '../house/charge-event'
import { commitment, giftFen, shares } from '../house/gifts'
import { type Bench, funds, slug } from '../house/open-database'

/**
 * The same rows as a confirmed gift leaves, as one hand-written transaction: same tables, same triggers, and nothing
 * checked. Entry and lines are one statement because the ledger's triggers take no entry without its lines.
 */
function script(): string {
  const line = (n: number, account: string, fund: string, fen: number) =>
    `(${n}, '${account}', '${fund}', '${slug}', ${fen})`
  const lines = funds.flatMap((fund, i) => [
    line(2 * i + 1, 'provider-clearing', fund, shares[i]!),
    line(2 * i + 2, 'donations', fund, -shares[i]!),
  ])
  const payload = chargeEvent(1, Math.floor(Date.now() / 1000)).replaceAll("'", "''")
  return `\\set n :n + 1
\\set k :client_id * 1000000 + :n
BEGIN;
WITH e AS (
  INSERT INTO ledger_entry (source, key, kind, occurred_on, channel, donor_commitment, input_hash, line_count)
  VALUES ('gift', md5('gift' || :k)::uuid::text, 'gift', current_date, 'wechat_pay', ${commitment}, sha256('${giftFen}'), ${lines.length})
  RETURNING id
), l AS (
  INSERT INTO ledger_line (entry_id, line_no, account, fund, campaign, amount_fen)
  SELECT e.id, t.* FROM e, (VALUES ${lines.join(', ')}) t (n, account, fund, campaign, fen)
) SELECT id AS entry FROM e \\gset
UPDATE giving_gift SET state = 'confirmed', entry_id = :entry, ack_number = nextval('giving_ack_number'), paid_on = current_date,
  payment_ref = 'pi_' || :k, channel = 'wechat_pay', confirmed_at = clock_timestamp() WHERE id = md5('gift' || :k)::uuid;
INSERT INTO payments_event (provider, event_id, type, created_at, via, outcome, payload)
VALUES ('stripe', 'evt_' || :k, 'charge.succeeded', now(), 'webhook', '{"outcome": "confirmed"}', '${payload}');
INSERT INTO platform_outbox (topic, payload) VALUES ('send-acknowledgement', jsonb_build_object('giftId', md5('gift' || :k)));
COMMIT;
`
}

/** The number of gift that client `client`'s n-th transaction confirms (from 1). */
export const pgbenchGift = (client: number, n: number) => client * 1_000_000 + n

/** Runs `each` transactions on each of `clients` connections, after `done` earlier ones; answers transactions per second. */
export async function runPgbench(
  bench: Bench,
  { url, clients, each, done }: { url: string; clients: number; each: number; done: number },
): Promise<number> {
  const file = path.join(bench.dataDir, 'gift.pgbench')
  fs.writeFileSync(file, script())
  const counts = ['-c', clients, '-j', 2, '-t', each].map(String)
  const { stdout } = await promisify(execFile)(
    path.join(bench.cluster.binDir, 'pgbench'),
    ['-n', '-M', 'prepared', ...counts, '-D', `n=${done}`, '-f', file, url],
    { cwd: '/' },
  )
  const failed = /number of failed transactions: (\d+)/.exec(stdout)
  const tps = /tps = ([\d.]+)/.exec(stdout)
  if (!tps || (failed && failed[1] !== '0')) throw new Error(`pgbench: ${stdout}`)
  return Number(tps[1])
}
