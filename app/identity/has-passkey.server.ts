import type { Sql } from '~/platform/db.server'
import type { SignedIn } from './identity.server'

/** Whether a person has a passkey to prove. */
export const hasPasskey = async (sql: Sql, { actor }: Pick<SignedIn, 'actor'>): Promise<boolean> =>
  (await sql.query('SELECT 1 AS one FROM identity_passkey WHERE user_id = $1 LIMIT 1', [actor.id])).length > 0
