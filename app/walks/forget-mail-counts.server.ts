import type { Sql } from '~/platform/db.server'

/** What counts no more goes: of mailboxes nothing is kept beyond the hour for which their mails are counted. */
export async function forgetMailCounts(sql: Sql): Promise<void> {
  await sql.query(`DELETE FROM walks_mail_count WHERE asked_at < now() - interval '1 hour'`)
}
