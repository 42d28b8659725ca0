import { shanghaiDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { Actor } from './actor'
import { can } from './can'
import { hashOfSecret, newSecret } from './internal/one-time-secret.server'
import { type PassInput, passInput } from './pass-input'
import { recordAct } from './record-act.server'

const mostDaysAhead = 366
const dayMs = 86_400_000

const insert = `
  INSERT INTO identity_pass (id, role, campaign, place, place_key, label, valid_on, hours, contact, secret_hash, created_by)
  VALUES ($1::uuid, $2, $3, $4, $5, $6, $7::date, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING RETURNING id`

/**
 * Makes a volunteer's pass for one place on one day (Asia/Shanghai). `secret` can be shown this once, as a link and a QR
 * code: only its SHA-256 is kept. That the campaign exists is the caller's to know. Refuses `not-allowed`, `invalid`,
 * `wrong-day` (past, or more than a year away), `already-made` (the same form a second time).
 */
export async function makePass(
  tx: Sql,
  by: Actor,
  input: PassInput,
  now = new Date(),
): Promise<
  Outcome<{ passId: string; secret: string }, 'not-allowed' | 'invalid' | 'wrong-day' | 'already-made'>
> {
  if (!can(by, 'pass.change', { campaign: input.campaign })) return { ok: false, reason: 'not-allowed' }
  const parsed = passInput.safeParse(input)
  if (!parsed.success) return { ok: false, reason: 'invalid' }
  const { id, role, campaign, place, placeKey, label, validOn, hours, contact } = parsed.data
  const last = shanghaiDay(new Date(now.getTime() + mostDaysAhead * dayMs))
  if (validOn < shanghaiDay(now) || validOn > last) return { ok: false, reason: 'wrong-day' }
  const secret = newSecret()
  const hash = hashOfSecret(secret)
  const values = [id, role, campaign, place, placeKey, label, validOn, hours, contact, hash, by.id]
  const [made] = await tx.query<{ id: string }>(insert, values)
  if (!made) return { ok: false, reason: 'already-made' }
  const after = { campaign, role, place, placeKey, label, validOn }
  await recordAct(tx, { by, action: 'pass.make', subject: { kind: 'pass', id }, after })
  return { ok: true, passId: id, secret }
}
