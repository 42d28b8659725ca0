import type { Sql } from '~/platform/db.server'

export interface PlanMail {
  planId: string
  kind: 'returned' | 'rejected' | 'approved'
}

/** Asks the outbox for a mail to whoever filed a plan, in the transaction of what it is about. */
export async function askForPlanMail(tx: Sql, mail: PlanMail): Promise<void> {
  await tx.query(`INSERT INTO platform_outbox (topic, payload) VALUES ('send-plan-mail', $1::jsonb)`, [
    JSON.stringify(mail),
  ])
}
