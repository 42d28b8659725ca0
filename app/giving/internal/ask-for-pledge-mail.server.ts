import type { Sql } from '~/platform/db.server'

export type PledgeMailKind = 'made' | 'reminder' | 'last-reminder'
export interface PledgeMail {
  pledgeId: string
  kind: PledgeMailKind
}

/** Asks the outbox for one mail to each of these pledges that has an address, in the transaction of what it is about. */
export async function askForPledgeMail(tx: Sql, kind: PledgeMailKind, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.query(
    `INSERT INTO platform_outbox (topic, payload)
     SELECT 'send-pledge-mail', jsonb_build_object('pledgeId', id, 'kind', $1::text)
       FROM giving_pledge WHERE id = ANY($2::uuid[]) AND contact_email <> ''`,
    [kind, ids],
  )
}
