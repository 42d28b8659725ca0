import { createHash } from 'node:crypto'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { checkCode } from './internal/check-code.server'
import { readStatementYear } from './read-statement-year.server'
import { type Statement, type StatementYear, statementNumber } from './statement'

const keep = `
  INSERT INTO giving_statement (number, year, check_code, digest, gift_ids, given_fen, refunded_fen, issued_on)
  VALUES (nextval('giving_statement_number'), $1, $2, $3, $4::uuid[], $5, $6, $7) ON CONFLICT (digest) DO NOTHING`
const kept = `
  SELECT number AS serial, check_code AS code, issued_on AS "issuedOn" FROM giving_statement WHERE digest = $1`

/** Of the money alone: a changed name or language makes no other statement, a refund or a new ticket does. */
function digestOf({ year, gifts }: StatementYear): Buffer {
  const facts = gifts.map((g) => [
    g.id,
    `${g.amountFen}`,
    `${g.feeCoverFen}`,
    `${g.refundedFen}`,
    g.ticket?.code ?? '',
    g.ticket?.number ?? '',
  ])
  return createHash('sha256')
    .update(JSON.stringify(['shanxing-statement/v1', year, facts]))
    .digest()
}

/**
 * Hands out the year of whoever owns `email` (they have shown that mail to it reaches them) under a number and a check code of
 * its own. Handed out again unchanged it is the same statement, of the same day. Refuses `nothing-given`.
 */
export async function issueStatement(
  sql: Sql,
  { email, year, today }: { email: string; year: number; today: Day },
): Promise<Outcome<{ statement: Statement }, 'nothing-given'>> {
  const read = await readStatementYear(sql, email, year)
  if (read.gifts.length === 0) return { ok: false, reason: 'nothing-given' }
  const digest = digestOf(read)
  type Kept = { serial: bigint; code: string; issuedOn: Day }
  let [row] = await sql.query<Kept>(kept, [digest])
  if (!row) {
    const ids = read.gifts.map((g) => g.id)
    await sql.query(keep, [year, checkCode(), digest, ids, read.givenFen, read.refundedFen, today])
    ;[row] = await sql.query<Kept>(kept, [digest])
  }
  const { serial, code, issuedOn } = row!
  return { ok: true, statement: { ...read, number: statementNumber(year, serial), code, issuedOn } }
}
