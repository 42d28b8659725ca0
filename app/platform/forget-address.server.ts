import type { Sql } from './db.server'

const fromOutbox = `DELETE FROM platform_outbox WHERE lower(payload ->> 'to') = lower($1)`
/** Why a mail was not taken is told in the words of a mail server, which likes to repeat the address. */
const fromAlerts = `
  UPDATE platform_alert SET detail = detail - 'why' WHERE strpos(lower(detail::text), lower($1)) > 0`
/** The queue keeps what it has done for some days. There is none before the first worker has started. */
const queues = `SELECT to_regclass('pgboss.job') IS NOT NULL AS job, to_regclass('pgboss.archive') IS NOT NULL AS archive`

/** Takes a mail address out of what waits to be sent, was sent, or could not be, in the caller's transaction. */
export async function forgetAddress(tx: Sql, address: string): Promise<void> {
  await tx.query(fromOutbox, [address])
  await tx.query(fromAlerts, [address])
  const [known] = await tx.query<{ job: boolean; archive: boolean }>(queues)
  if (known?.job) await tx.query(`DELETE FROM pgboss.job WHERE lower(data ->> 'to') = lower($1)`, [address])
  if (known?.archive)
    await tx.query(`DELETE FROM pgboss.archive WHERE lower(data ->> 'to') = lower($1)`, [address])
}
