import type { Sql } from '~/platform/db.server'
import type { SignedIn } from './identity.server'

const hasFactor = `
  SELECT 1 AS one FROM identity_two_factor WHERE user_id = $1 AND verified
  UNION ALL SELECT 1 AS one FROM identity_passkey WHERE user_id = $1`

/**
 * Whether this session may add an authenticator or a passkey. Whoever has one proves it first: else a stolen password could
 * bring its own second factor. The first one of all is taken on the sign-in alone. `enterAsOwner` asks the same.
 */
export async function mayAddFactor(
  sql: Sql,
  { actor, secondFactorProved }: Pick<SignedIn, 'actor' | 'secondFactorProved'>,
): Promise<boolean> {
  if (secondFactorProved) return true
  const [known] = await sql.query(hasFactor, [actor.id])
  return known === undefined
}
