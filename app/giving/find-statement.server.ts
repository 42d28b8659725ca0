import { timingSafeEqual } from 'node:crypto'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { readCheckCode } from './acknowledgement'
import { readStatementNumber, statementNumber } from './statement'

/** What a stranger who holds a statement may read of it: money and days, and nobody. */
export interface CheckedStatement {
  number: string
  year: number
  gifts: number
  givenFen: bigint
  /** When it was handed out. */
  refundedFen: bigint
  issuedOn: Day
  /** By now. */
  refundedNowFen: bigint
}

interface Row {
  code: string
  year: number
  gifts: number
  givenFen: bigint
  refundedFen: bigint
  issuedOn: Day
  refundedNowFen: bigint
}
const find = `
  SELECT s.check_code AS code, s.year, cardinality(s.gift_ids) AS gifts, s.given_fen AS "givenFen", s.refunded_fen AS "refundedFen",
         s.issued_on AS "issuedOn",
         (SELECT coalesce(sum(CASE WHEN g.refunded_at IS NULL THEN g.refunded_fen ELSE g.amount_fen END), 0)::bigint
            FROM giving_gift g WHERE g.id = ANY (s.gift_ids)) AS "refundedNowFen"
    FROM giving_statement s WHERE s.number = $1`

/** The statement with this number and check code, as typed or scanned; null when there is none that matches both. */
export async function findStatement(
  sql: Sql,
  number: string,
  code: string,
): Promise<CheckedStatement | null> {
  const wanted = readStatementNumber(number)
  const wantedCode = readCheckCode(code)
  if (!wanted || !wantedCode) return null
  const [row] = await sql.query<Row>(find, [wanted.serial])
  if (!row || row.year !== wanted.year) return null
  if (!timingSafeEqual(Buffer.from(row.code), Buffer.from(wantedCode))) return null
  const { code: _code, ...told } = row
  return { ...told, number: statementNumber(row.year, wanted.serial) }
}
