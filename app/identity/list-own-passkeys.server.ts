import type { Sql } from '~/platform/db.server'
import type { SignedIn } from './identity.server'

export interface OwnPasskey {
  id: string
  /** What its owner called it; may be empty. */
  name: string
  since: Date
}

const list = `
  SELECT id, coalesce(name, '') AS name, created_at AS since FROM identity_passkey
   WHERE user_id = $1 ORDER BY created_at DESC, id LIMIT 50`

/** A person's own passkeys, the newest first. */
export const listOwnPasskeys = (sql: Sql, { actor }: Pick<SignedIn, 'actor'>): Promise<OwnPasskey[]> =>
  sql.query<OwnPasskey>(list, [actor.id])
