import type { Sql } from '~/platform/db.server'
import type { SignedIn } from './identity.server'
import { recordAct } from './record-act.server'

const worksHere = 'SELECT 1 AS one FROM identity_grant WHERE user_id = $1 LIMIT 1'

/**
 * What a person did to their own account. The trail is never erased, and a donor must be erasable: of somebody without a
 * role it keeps neither name nor address, only the account's id; `named` is what is told of people who work here instead.
 */
export async function recordOwnAct(
  tx: Sql,
  { actor }: Pick<SignedIn, 'actor'>,
  action: `account.${string}`,
  after?: unknown,
  named?: { before: unknown; after: unknown },
): Promise<void> {
  const [role] = await tx.query(worksHere, [actor.id])
  const by = role ? actor : { ...actor, name: '', from: '' }
  const what = role && named ? named : { after }
  await recordAct(tx, { by, action, subject: { kind: 'person', id: actor.id }, ...what })
}
