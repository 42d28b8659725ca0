import type { Actor } from '~/identity/actor'
import type { Sql } from '~/platform/db.server'

export type Said = 'submit' | 'comment' | 'return' | 'approve' | 'reject' | 'withdraw' | 'close'

/** Keeps what a person said or did about a plan, in the transaction of the deed. */
export async function say(tx: Sql, by: Actor, planId: string, kind: Said, text = ''): Promise<void> {
  await tx.query(
    `INSERT INTO stewardship_plan_review (id, plan, kind, text, by, by_name, at)
     VALUES (gen_random_uuid(), $1::uuid, $2, $3, $4, $5, clock_timestamp())`,
    [planId, kind, text, by.id, by.name],
  )
}
