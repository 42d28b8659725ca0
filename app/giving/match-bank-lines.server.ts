import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import type { Database, Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { matchBankLine } from './match-bank-line.server'
import { type OpenLine, type OpenPledge, PledgeIndex } from './pledge-index'

const pageSize = 500
const openPledges = `
  SELECT p.id::text, p.reference, p.unit_name AS "unitName", p.amount_fen - p.arrived_fen AS "leftFen"
    FROM giving_pledge p JOIN campaigns_campaign c ON c.slug = p.campaign
   WHERE p.state = 'open' AND p.amount_fen > p.arrived_fen AND c.state <> 'settled' ORDER BY p.created_at, p.id`
const openLines = `
  SELECT id::text, day, open_fen AS "openFen", counterparty, remark FROM payments_bank_line
   WHERE open_fen > 0 AND ($1::date IS NULL OR (day, id) > ($1::date, $2::uuid)) ORDER BY day, id LIMIT ${pageSize}`

/** What pledges are open now, to look lines up in. A pledge is some hundred bytes here. */
export const indexPledges = async (sql: Sql): Promise<PledgeIndex> =>
  new PledgeIndex(await sql.query<OpenPledge>(openPledges))

/**
 * Matches every open line that leaves nothing open (decision 0023), oldest first; the rest waits for a person. Each line in
 * its own transaction: ended in the middle and begun again, each match is there once. Refuses `not-allowed`.
 */
export async function matchBankLines(
  db: Database,
  by: Actor,
): Promise<Outcome<{ looked: number; matched: number; gifts: number }, 'not-allowed'>> {
  if (!can(by, 'bank.change')) return { ok: false, reason: 'not-allowed' }
  const index = await indexPledges(db)
  const done = { looked: 0, matched: 0, gifts: 0 }
  let after: { day: string; id: string } | undefined
  for (;;) {
    const page: (OpenLine & { id: string; day: string })[] = await db.query(openLines, [
      after?.day ?? null,
      after?.id ?? null,
    ])
    for (const line of page) {
      done.looked++
      const suggestion = index.suggest(line)
      if (!suggestion?.exact) continue
      const { parts, reason } = suggestion
      const matched = await matchBankLine(db, by, { lineId: line.id, parts, reason, automatic: true })
      // Refused: somebody was quicker with the line or the pledge. Then neither is ours to say anything about.
      if (matched.ok) {
        done.matched++
        done.gifts += parts.length
      }
      for (const { pledgeId, amountFen } of parts) index.took(pledgeId, amountFen)
    }
    after = page.at(-1)
    if (page.length < pageSize) return { ok: true, ...done }
  }
}
