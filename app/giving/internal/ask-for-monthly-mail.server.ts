import type { Sql } from '~/platform/db.server'

export type MonthlyMailKind = 'begun' | 'failed' | 'card-ends' | 'ended'
export interface MonthlyMail {
  monthlyId: string
  kind: MonthlyMailKind
  /** Of `failed`: which invoice. */
  invoiceRef?: string
}

/** Asks the outbox for one mail, in the transaction of what it is about. */
export async function askForMonthlyMail(tx: Sql, mail: MonthlyMail): Promise<void> {
  await tx.query(
    `INSERT INTO platform_outbox (topic, payload)
     SELECT 'send-monthly-mail', $2::jsonb FROM giving_monthly WHERE id = $1::uuid AND contact_email <> ''`,
    [mail.monthlyId, JSON.stringify(mail)],
  )
}
