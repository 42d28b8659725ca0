import { randomUUID } from 'node:crypto'
import type { Config } from '~/platform/config.server'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { Actor } from './actor'
import { can } from './can'
import { hashOfSecret, invitationSecret } from './internal/one-time-secret.server'
import { type InvitationInput, invitationDays, invitationInput } from './invitation'
import { recordAct } from './record-act.server'

const insert = `
  INSERT INTO identity_invitation (id, email, role, scope, locale, secret_hash, invited_by, expires_at)
  VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, now() + make_interval(days => $8::int))`
const intoOutbox = `INSERT INTO platform_outbox (topic, payload) VALUES ('send-invitation', $1::jsonb)`

export type InviteRefusal = 'not-allowed' | 'invalid' | 'already-a-person'

/**
 * Invites somebody by mail to an account with one role; the outbox sends the link (`sendInvitation`), which is good once and
 * for seven days. Of its secret only the SHA-256 is kept. Refuses `not-allowed`, `invalid`, `already-a-person` (the address
 * has an account, `personId`: give that one the role).
 */
export async function invitePerson(
  tx: Sql,
  by: Actor,
  input: InvitationInput,
  config: Pick<Config, 'SESSION_SECRET'>,
): Promise<Outcome<{ invitationId: string }, InviteRefusal> & { personId?: string }> {
  if (!can(by, 'person.invite')) return { ok: false, reason: 'not-allowed' }
  const parsed = invitationInput.safeParse(input)
  if (!parsed.success) return { ok: false, reason: 'invalid' }
  const { email, role, scope, locale } = parsed.data
  const [known] = await tx.query<{ id: string }>('SELECT id FROM identity_user WHERE email = $1', [email])
  if (known) return { ok: false, reason: 'already-a-person', personId: known.id }
  const id = randomUUID()
  const hash = hashOfSecret(invitationSecret(config.SESSION_SECRET, id))
  await tx.query(insert, [id, email, role, scope, locale, hash, by.id, invitationDays])
  await tx.query(intoOutbox, [JSON.stringify({ invitationId: id })])
  const subject = { kind: 'invitation', id }
  await recordAct(tx, { by, action: 'person.invite', subject, after: { role, scope } })
  return { ok: true, invitationId: id }
}
