import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { findInvitation, type OpenInvitation, openInvitation } from './find-invitation.server'
import type { Identity } from './identity.server'
import { hashOfSecret } from './internal/one-time-secret.server'
import { leastPasswordLength } from './internal/sign-in-library.server'
import { personName } from './own-details'
import { recordAct } from './record-act.server'

export { leastPasswordLength }

const mostPasswordLength = 200

export const joinInput = z.object({
  name: personName,
  email: z.email().max(200).toLowerCase().or(z.literal('')),
  password: z.string().min(leastPasswordLength).max(mostPasswordLength),
})
export type JoinInput = z.input<typeof joinInput>

const insertPerson = `
  INSERT INTO identity_user (id, name, email, email_verified, locale, updated_at) VALUES ($1, $2, $3, $5, $4, now())
  ON CONFLICT (email) DO NOTHING RETURNING id`
const insertPassword = `
  INSERT INTO identity_credential (id, account_id, provider_id, user_id, password, updated_at)
  VALUES ($1, $2, 'credential', $2, $3, now())`
const insertGrant = `
  INSERT INTO identity_grant (user_id, role, scope, granted_by) VALUES ($1, $2, $3, $4)`
const useUp = 'UPDATE identity_invitation SET accepted_at = now(), accepted_by = $2 WHERE id = $1::uuid'

export type JoinRefusal = 'no-invitation' | 'invalid' | 'already-a-person'

/**
 * Uses up an invitation: makes the account with its password and its role. `from` is the network address, for the trail.
 * The first administrator says their address themselves; everyone else's is the one the invitation reached. Refuses
 * `no-invitation` (used, taken back, too old, unknown: all the same to who asks), `invalid`, `already-a-person`.
 */
export async function acceptInvitation(
  db: Database,
  { library }: Pick<Identity, 'library'>,
  secret: string,
  input: JoinInput,
  from: string,
): Promise<Outcome<{ personId: string }, JoinRefusal>> {
  // Looked at before the password is hashed: a link that is not good costs the server nothing.
  const invitation = await findInvitation(db, secret)
  if (!invitation) return { ok: false, reason: 'no-invitation' }
  const parsed = joinInput.safeParse(input)
  if (!parsed.success || !(invitation.email || parsed.data.email)) return { ok: false, reason: 'invalid' }
  const { password } = await library.$context
  const hash = await password.hash(parsed.data.password)
  return db.transaction(async (tx) => {
    const [still] = await tx.query<OpenInvitation>(`${openInvitation} FOR UPDATE OF i`, [
      hashOfSecret(secret),
    ])
    if (!still) return { ok: false, reason: 'no-invitation' }
    const id = randomUUID()
    // An address that no mail has reached is only said: it shows nobody's gifts.
    const reached = still.email !== ''
    const values = [id, parsed.data.name, still.email || parsed.data.email, still.locale, reached]
    const [made] = await tx.query(insertPerson, values)
    if (!made) return { ok: false, reason: 'already-a-person' }
    await tx.query(insertPassword, [randomUUID(), id, hash])
    await tx.query(insertGrant, [id, still.role, still.scope, still.invitedBy])
    await tx.query(useUp, [still.id, id])
    const by = { kind: 'person' as const, id, name: parsed.data.name, from, grants: [] }
    const after = { role: still.role, scope: still.scope, invitedBy: still.invitedBy }
    await recordAct(tx, { by, action: 'person.join', subject: { kind: 'person', id }, after })
    return { ok: true, personId: id }
  })
}
