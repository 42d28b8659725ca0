import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { Identity, SignedIn } from './identity.server'
import { backupHash, newBackupCodes } from './internal/backup-codes.server'
import { openSecret, stepAt, totpAt } from './internal/totp.server'
import { mayAddFactor } from './may-add-factor.server'
import { recordOwnAct } from './record-own-act.server'

interface Row {
  secret: string
  backup_codes: string
  verified: boolean
  last_step: bigint | null
  failures: number
  locked: boolean
}
/** The row is held until the end: of two tries with one code the second sees that the first has used it. */
const lockFactor = `
  SELECT secret, backup_codes, coalesce(verified, false) AS verified, last_step,
         coalesce(failed_verification_count, 0) AS failures, coalesce(locked_until > $2::timestamptz, false) AS locked
    FROM identity_two_factor WHERE user_id = $1 FOR UPDATE`
const countWrong = `
  UPDATE identity_two_factor SET failed_verification_count = $2, locked_until = $3::timestamptz WHERE user_id = $1`
const keepProof = `
  UPDATE identity_two_factor SET failed_verification_count = 0, locked_until = NULL, verified = true,
         last_step = $2, backup_codes = $3 WHERE user_id = $1`
const markPerson = 'UPDATE identity_user SET two_factor_enabled = true, updated_at = now() WHERE id = $1'

const mostWrong = 5
const lockMinutes = 15

/** The newest unused step within one step of now (RFC 6238, 5.2) whose code this is. */
function stepOf(secret: Buffer, code: string, now: Date, lastStep: bigint | null): number | undefined {
  const here = stepAt(now)
  return [here, here - 1, here + 1].find(
    (step) => (lastStep === null || BigInt(step) > lastStep) && totpAt(secret, step) === code,
  )
}

/**
 * Proves the second factor by an app's code or a backup code; each counts once. The first proof switches it on and answers
 * the backup codes, which are shown this once. The caller opens a new session with it and ends the old one.
 * Refuses `wrong`, `locked` (five wrong ones: a quarter of an hour), `none` (nothing set up, or a first one beside a passkey that this session has not used).
 */
export async function proveSecondFactor(
  db: Database,
  { key }: Pick<Identity, 'key'>,
  { actor, secondFactorProved }: Pick<SignedIn, 'actor' | 'secondFactorProved'>,
  given: string,
  now: Date,
): Promise<Outcome<{ backupCodes: string[] }, 'wrong' | 'locked' | 'none'>> {
  return db.transaction(async (tx) => {
    const [row] = await tx.query<Row>(lockFactor, [actor.id, now.toISOString()])
    if (!row) return { ok: false, reason: 'none' }
    if (!row.verified && !(await mayAddFactor(tx, { actor, secondFactorProved })))
      return { ok: false, reason: 'none' }
    if (row.locked) return { ok: false, reason: 'locked' }
    const kept: string[] = JSON.parse(row.backup_codes)
    const step = stepOf(openSecret(key, actor.id, row.secret), given.replace(/\s/g, ''), now, row.last_step)
    const backup = row.verified ? backupHash(key, actor.id, given) : ''
    if (step === undefined && !kept.includes(backup)) {
      const wrong = row.failures + 1
      const until = wrong >= mostWrong ? new Date(now.getTime() + lockMinutes * 60_000).toISOString() : null
      await tx.query(countWrong, [actor.id, until ? 0 : wrong, until])
      return { ok: false, reason: 'wrong' }
    }
    const fresh = row.verified ? [] : newBackupCodes()
    const left = row.verified
      ? kept.filter((hash) => hash !== backup)
      : fresh.map((code) => backupHash(key, actor.id, code))
    await tx.query(keepProof, [actor.id, step ?? row.last_step, JSON.stringify(left)])
    if (!row.verified) {
      await tx.query(markPerson, [actor.id])
      await recordOwnAct(tx, { actor }, 'account.second-factor-on')
    }
    return { ok: true, backupCodes: fresh }
  })
}
