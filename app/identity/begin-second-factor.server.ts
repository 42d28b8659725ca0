import { randomBytes, randomUUID } from 'node:crypto'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { drawQr } from '~/ui/draw-qr.server'
import type { QrDrawing } from '~/ui/qr-path'
import type { Identity, SignedIn } from './identity.server'
import { openSecret, sealSecret, toBase32 } from './internal/totp.server'
import { mayAddFactor } from './may-add-factor.server'

/** A secret that waits to be proved is kept, so that a reloaded page shows the one that the app has already scanned. */
const lockPerson = 'SELECT id FROM identity_user WHERE id = $1 FOR UPDATE'
const find = 'SELECT secret, verified FROM identity_two_factor WHERE user_id = $1'
const insert = `
  INSERT INTO identity_two_factor (id, user_id, secret, backup_codes, verified) VALUES ($1, $2, $3, '[]', false)`

/** Whether this person has proved an authenticator app before. */
export async function hasSecondFactor(db: Database, personId: string): Promise<boolean> {
  const [row] = await db.query<{ verified: boolean }>(find, [personId])
  return Boolean(row?.verified)
}

/**
 * The secret for a new authenticator app: as text, and as a QR code to scan. Refuses `has-one`, and `prove-first` to who has a
 * passkey and has not used it in this session.
 */
export async function beginSecondFactor(
  db: Database,
  { key }: Pick<Identity, 'key'>,
  { actor, email, secondFactorProved }: Pick<SignedIn, 'actor' | 'email' | 'secondFactorProved'>,
): Promise<Outcome<{ secret: string; qr: QrDrawing }, 'has-one' | 'prove-first'>> {
  return db.transaction(async (tx) => {
    await tx.query(lockPerson, [actor.id])
    const [known] = await tx.query<{ secret: string; verified: boolean }>(find, [actor.id])
    if (known?.verified) return { ok: false, reason: 'has-one' }
    if (!(await mayAddFactor(tx, { actor, secondFactorProved }))) return { ok: false, reason: 'prove-first' }
    const bytes = known ? openSecret(key, actor.id, known.secret) : randomBytes(20)
    if (!known) await tx.query(insert, [randomUUID(), actor.id, sealSecret(key, actor.id, bytes)])
    const secret = toBase32(bytes)
    const label = encodeURIComponent(`Shanxing:${email}`)
    const url = `otpauth://totp/${label}?secret=${secret}&issuer=Shanxing`
    return { ok: true, secret, qr: drawQr(url) }
  })
}
