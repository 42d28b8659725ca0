import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { Identity, SignedIn } from './identity.server'
import { backupHash, newBackupCodes } from './internal/backup-codes.server'
import { recordOwnAct } from './record-own-act.server'

const renew = `UPDATE identity_two_factor SET backup_codes = $2 WHERE user_id = $1 AND verified RETURNING id`

/** New backup codes, shown this once; the old ones are dead. Refuses `prove-first` (this session has proved no factor), `none`. */
export async function renewBackupCodes(
  db: Database,
  { key }: Pick<Identity, 'key'>,
  { actor, secondFactorProved }: Pick<SignedIn, 'actor' | 'secondFactorProved'>,
): Promise<Outcome<{ backupCodes: string[] }, 'prove-first' | 'none'>> {
  if (!secondFactorProved) return { ok: false, reason: 'prove-first' }
  const backupCodes = newBackupCodes()
  const hashes = JSON.stringify(backupCodes.map((code) => backupHash(key, actor.id, code)))
  return db.transaction(async (tx) => {
    const [row] = await tx.query(renew, [actor.id, hashes])
    if (!row) return { ok: false, reason: 'none' }
    await recordOwnAct(tx, { actor }, 'account.backup-codes')
    return { ok: true, backupCodes }
  })
}
