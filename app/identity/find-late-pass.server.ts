import { shanghaiDay } from '~/platform/dates'
import type { Database, Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { Actor } from './actor'
import type { Knock } from './enter.server'
import { hashOfSecret, isSecret } from './internal/one-time-secret.server'
import { type Pass, passActor } from './pass'
import { passSecretOf } from './pass-cookie.server'

export interface LatePass {
  pass: Pass
  /** When its day begins in Asia/Shanghai. */
  beganAt: Date
  /** When it was taken back, or when its day ends: what was done before is told in good faith. */
  endsAt: Date
  /** It was taken back: whoever holds it may be who should not. */
  revoked: boolean
}

const find = `
  SELECT id, role, campaign, place, place_key AS "placeKey", label, valid_on AS "validOn", hours, contact,
         valid_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS "beganAt",
         least(revoked_at, (valid_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai') AS "endsAt",
         revoked_at IS NOT NULL AS revoked
    FROM identity_pass WHERE secret_hash = $1`

/**
 * The pass behind a secret for late news: also one that was taken back or whose day is over. A phone without signal learns of
 * neither, and what it did before must not be lost; the caller judges by `endsAt`. For nothing but taking such news in.
 * Refuses `unknown-pass` and `pass-not-yet`.
 */
export async function findLatePass(
  sql: Sql,
  secret: string,
  now = new Date(),
): Promise<Outcome<LatePass, 'unknown-pass' | 'pass-not-yet'>> {
  const [row] = isSecret(secret)
    ? await sql.query<Pass & Omit<LatePass, 'pass'>>(find, [hashOfSecret(secret)])
    : []
  if (!row) return { ok: false, reason: 'unknown-pass' }
  const { beganAt, endsAt, revoked, ...pass } = row
  if (pass.validOn > shanghaiDay(now)) return { ok: false, reason: 'pass-not-yet' }
  return { ok: true, pass, beganAt, endsAt, revoked }
}

/** The pass that the asking phone carries, for late news. Refuses `no-pass` and as `findLatePass` does. */
export async function carriedLatePass(
  db: Database,
  { request, address }: Knock,
  site: { PUBLIC_URL: string },
  now = new Date(),
): Promise<Outcome<LatePass & { actor: Actor }, 'no-pass' | 'unknown-pass' | 'pass-not-yet'>> {
  const secret = passSecretOf(request, site)
  if (secret === '') return { ok: false, reason: 'no-pass' }
  const found = await findLatePass(db, secret, now)
  return found.ok ? { ...found, actor: passActor(found.pass, address) } : found
}
