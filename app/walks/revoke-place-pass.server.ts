import type { Actor } from '~/identity/actor'
import { revokePass } from '~/identity/revoke-pass.server'
import type { Sql } from '~/platform/db.server'

const revokeChains =
  'UPDATE walks_code_chain SET revoked_at = now() WHERE pass_id = $1::uuid AND revoked_at IS NULL'

/**
 * Takes a volunteer's pass back with the rotating code that its phone shows: from now on its codes are kept with the flag
 * `code-revoked`, for a person to look at. Refuses `unknown-pass`.
 */
export async function revokePlacePass(tx: Sql, by: Actor, id: string): ReturnType<typeof revokePass> {
  const revoked = await revokePass(tx, by, id)
  if (revoked.ok) await tx.query(revokeChains, [id])
  return revoked
}
