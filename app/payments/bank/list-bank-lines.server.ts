import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { LineView } from './line-views'

export interface BankLine {
  id: string
  day: Day
  amountFen: Fen
  openFen: Fen
  counterparty: string
  counterAccount: string
  remark: string
  bankRef: string
  account: string
}
export type LineKey = Pick<BankLine, 'day' | 'id'>

const where: Record<LineView, string> = {
  unmatched: 'l.open_fen > 0',
  all: 'true',
  debits: 'l.amount_fen < 0',
}
export const lineColumns = `
  l.id::text, l.day, l.amount_fen AS "amountFen", l.open_fen AS "openFen", l.counterparty, l.counter_account AS "counterAccount",
  l.remark, l.bank_ref AS "bankRef", a.name AS account`

/** One page of the bank's lines, newest first. */
export async function listBankLines(
  sql: Sql,
  { view, after, limit = 30 }: { view: LineView; after?: LineKey; limit?: number },
): Promise<{ lines: BankLine[]; next: LineKey | null }> {
  const rows = await sql.query<BankLine>(
    `SELECT ${lineColumns} FROM payments_bank_line l JOIN payments_bank_account a ON a.id = l.account_id
      WHERE ${where[view]} AND ($1::date IS NULL OR (l.day, l.id) < ($1::date, $2::uuid))
      ORDER BY l.day DESC, l.id DESC LIMIT $3`,
    [after?.day ?? null, after?.id ?? null, limit + 1],
  )
  const lines = rows.slice(0, limit)
  const last = lines.at(-1)
  return { lines, next: rows.length > limit && last ? { day: last.day, id: last.id } : null }
}
