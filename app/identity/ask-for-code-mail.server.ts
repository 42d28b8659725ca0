import type { Sql } from '~/platform/db.server'
import type { CodeMail } from './send-code.server'

const intoOutbox = `INSERT INTO platform_outbox (topic, payload) VALUES ('send-code', $1::jsonb)`

/** Asks for a mail about signing in; the outbox sends it (`sendCode`). Call it in the transaction of what it tells. */
export async function askForCodeMail(sql: Sql, mail: CodeMail): Promise<void> {
  await sql.query(intoOutbox, [JSON.stringify(mail)])
}
