import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { readStatementYear } from './read-statement-year.server'
import type { StatementYear } from './statement'

const busiest = `
  SELECT lower(contact_email) AS email FROM giving_gift
   WHERE state = 'confirmed' AND contact_email <> '' AND paid_on BETWEEN make_date($1, 1, 1) AND make_date($1, 12, 31)
   GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`

/**
 * The year of the donor with most gifts, to see how a statement comes out before they are sent. It is somebody's: the look stands
 * in the trail. Refuses `not-allowed`, `nobody`.
 */
export async function findExampleDonor(
  db: Database,
  by: Actor,
  year: number,
): Promise<Outcome<{ read: StatementYear }, 'not-allowed' | 'nobody'>> {
  if (!can(by, 'statement.send')) return { ok: false, reason: 'not-allowed' }
  return db.transaction(async (tx) => {
    const [donor] = await tx.query<{ email: string }>(busiest, [year])
    if (!donor) return { ok: false, reason: 'nobody' }
    await recordAct(tx, { by, action: 'statement.look', subject: { kind: 'year', id: String(year) } })
    return { ok: true, read: await readStatementYear(tx, donor.email, year) }
  })
}
