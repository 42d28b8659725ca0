import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { StatementFormat } from './statement'

export interface KeptStatement {
  id: string
  account: string
  fileName: string
  format: StatementFormat
  fromDay: Day
  toDay: Day
  lines: number
  newLines: number
  openingFen: Fen | null
  closingFen: Fen | null
  importedAt: Date
}
export interface BankState {
  unmatched: number
  unmatchedFen: Fen
  /** Of the fund `suspense` in the books: the same, or something is wrong. */
  suspenseFen: Fen
  statements: KeptStatement[]
}

const sums = `
  SELECT (SELECT count(*)::int FROM payments_bank_line WHERE open_fen > 0) AS unmatched,
         (SELECT coalesce(sum(open_fen), 0)::bigint FROM payments_bank_line WHERE open_fen > 0) AS "unmatchedFen",
         (SELECT coalesce(sum(amount_fen), 0)::bigint FROM ledger_line WHERE fund = 'suspense' AND account = 'bank') AS "suspenseFen"`
const latest = `
  SELECT s.id, a.name AS account, s.file_name AS "fileName", s.format, s.from_day AS "fromDay", s.to_day AS "toDay", s.lines, s.new_lines AS "newLines",
         s.opening_fen AS "openingFen", s.closing_fen AS "closingFen", s.imported_at AS "importedAt"
    FROM payments_bank_statement s JOIN payments_bank_account a ON a.id = s.account_id ORDER BY s.imported_at DESC, s.id DESC LIMIT 20`

/** Where the bank stands: what nobody has been found for, what the books say of it, and the latest statements. */
export async function readBankState(sql: Sql): Promise<BankState> {
  const [state] = await sql.query<Omit<BankState, 'statements'>>(sums)
  return { ...state!, statements: await sql.query<KeptStatement>(latest) }
}
