import { type Day, shanghaiDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { hashOfSecret, isSecret } from './internal/one-time-secret.server'
import { type Pass, passState } from './pass'

export type NoPass = 'unknown-pass' | 'pass-revoked' | 'pass-not-yet' | 'pass-over'
export type FoundPass = Outcome<{ pass: Pass }, NoPass> & {
  /** With a refusal, where the pass is known: its day, and whom to ask. */
  validOn?: Day
  contact?: string
}

const find = `
  SELECT id, role, campaign, place, place_key AS "placeKey", label, valid_on AS "validOn", hours, contact, revoked_at AS "revokedAt"
    FROM identity_pass WHERE secret_hash = $1`

/**
 * The pass behind a secret, if it is good at `now`: looking uses nothing up. Refuses `unknown-pass`, `pass-revoked`,
 * `pass-not-yet` and `pass-over` (its one day is not today in Asia/Shanghai).
 */
export async function findPass(sql: Sql, secret: string, now = new Date()): Promise<FoundPass> {
  const [row] = isSecret(secret)
    ? await sql.query<Pass & { revokedAt: Date | null }>(find, [hashOfSecret(secret)])
    : []
  if (!row) return { ok: false, reason: 'unknown-pass' }
  const { revokedAt, ...pass } = row
  const known = { validOn: pass.validOn, contact: pass.contact }
  switch (passState({ validOn: pass.validOn, revokedAt }, shanghaiDay(now))) {
    case 'revoked':
      return { ok: false, reason: 'pass-revoked', ...known }
    case 'coming':
      return { ok: false, reason: 'pass-not-yet', ...known }
    case 'over':
      return { ok: false, reason: 'pass-over', ...known }
    case 'today':
      return { ok: true, pass }
  }
}
