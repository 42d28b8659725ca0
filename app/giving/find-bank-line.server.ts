import type { Fen } from '~/money/fen'
import { type BankLine, lineColumns } from '~/payments/bank/list-bank-lines.server'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'

export interface LineMatch {
  id: string
  kind: 'pledge' | 'gift' | 'payout' | 'sponsor' | 'deposit'
  amountFen: Fen
  giftId: string | null
  reason: string
  automatic: boolean
  matchedBy: string
  matchedAt: Date
  undoneAt: Date | null
  undoNote: string
  /** Whose it is, as the gift or the sponsor says. */
  donorName: string
}
const find = `SELECT ${lineColumns} FROM payments_bank_line l JOIN payments_bank_account a ON a.id = l.account_id WHERE l.id = $1::uuid`
const matches = `
  SELECT m.id, m.kind, m.amount_fen AS "amountFen", m.gift_id AS "giftId", m.reason, m.automatic, coalesce(p.name, m.matched_by) AS "matchedBy",
         m.matched_at AS "matchedAt", m.undone_at AS "undoneAt", m.undo_note AS "undoNote", coalesce(g.donor_name, s.name_zh, '') AS "donorName"
    FROM payments_bank_match m LEFT JOIN giving_gift g ON g.id = m.gift_id
    LEFT JOIN giving_sponsor s ON m.kind = 'sponsor' AND s.id::text = m.target
    LEFT JOIN identity_user p ON p.id = m.matched_by
   WHERE m.line_id = $1::uuid ORDER BY m.matched_at, m.id`

/** One line of a statement with everything that it turned out to be; null when there is none. */
export async function findBankLine(
  sql: Sql,
  id: string,
): Promise<{ line: BankLine; matches: LineMatch[] } | null> {
  const [line] = isUuid(id) ? await sql.query<BankLine>(find, [id]) : []
  return line ? { line, matches: await sql.query<LineMatch>(matches, [id]) } : null
}
