import { createHash } from 'node:crypto'
import type { Sql } from '~/platform/db.server'
import { type NamedLine, readStatement, type StatementOf } from './read-statement.server'
import { mostLinesShown, type StatementPlan } from './statement-plan'

const known = 'SELECT id FROM payments_bank_line WHERE id = ANY($1::uuid[])'
const before = `
  SELECT to_day AS day, closing_fen AS "closingFen" FROM payments_bank_statement
   WHERE account_id = $1::uuid AND closing_fen IS NOT NULL ORDER BY to_day DESC, imported_at DESC LIMIT 1`

/**
 * Reads a statement and says what keeping it would do. Writes nothing; memory does not grow with the file. `onNew` is handed
 * the lines that no other file brought, in order. Throws StatementFault or TableFault when it cannot be kept as it is.
 */
export async function planStatement(
  sql: Sql,
  content: Uint8Array,
  of: StatementOf,
  onNew: (lines: NamedLine[]) => Promise<void> = async () => {},
): Promise<StatementPlan> {
  const counts = {
    newLines: 0,
    knownLines: 0,
    newCreditFen: 0n,
    newDebitFen: 0n,
    newCredits: 0,
    newDebits: 0,
  }
  const shown: StatementPlan['shown'] = []
  const hash = createHash('sha256')
  const read = await readStatement(content, of, async (page) => {
    const there = new Set((await sql.query<{ id: string }>(known, [page.map((l) => l.id)])).map((l) => l.id))
    const news = page.filter((l) => !there.has(l.id))
    for (const line of page) {
      const verdict = there.has(line.id) ? 'known' : 'new'
      hash.update(`${line.id} ${verdict}\n`)
      if (shown.length >= mostLinesShown) continue
      const { line: at, day, amountFen, counterparty, remark, bankRef } = line
      shown.push({ line: at, day, amountFen, counterparty, remark, bankRef, verdict })
    }
    counts.newLines += news.length
    counts.knownLines += page.length - news.length
    for (const { amountFen } of news) {
      counts[amountFen > 0n ? 'newCreditFen' : 'newDebitFen'] += amountFen
      counts[amountFen > 0n ? 'newCredits' : 'newDebits']++
    }
    if (news.length > 0) await onNew(news)
  })
  const [last] = await sql.query<NonNullable<StatementPlan['gap']>>(before, [of.id])
  const follows = last && last.day < read.fromDay && read.openingFen !== null
  const gap = follows && last.closingFen !== read.openingFen ? last : null
  return { ...read, ...counts, gap, shown, hash: hash.digest('hex') }
}
