import type { Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { Outcome } from '~/platform/outcome'
import type { Actor } from './actor'
import { askForCodeMail } from './ask-for-code-mail.server'
import { can } from './can'
import { recordAct } from './record-act.server'

const lockPerson = 'SELECT email, locale FROM identity_user WHERE id = $1 AND closed_at IS NULL FOR UPDATE'
const administers = `
  SELECT 1 AS one FROM identity_grant WHERE user_id = $1 AND role = 'administrator' AND revoked_at IS NULL
     AND (valid_until IS NULL OR valid_until > now()) LIMIT 1`
const factors = `
  SELECT EXISTS (SELECT FROM identity_two_factor WHERE user_id = $1 AND verified) AS authenticator,
         (SELECT count(*)::int FROM identity_passkey WHERE user_id = $1) AS passkeys`
const removeApp = 'DELETE FROM identity_two_factor WHERE user_id = $1'
const removePasskeys = 'DELETE FROM identity_passkey WHERE user_id = $1'
const unmark = 'UPDATE identity_user SET two_factor_enabled = false, updated_at = now() WHERE id = $1'
const endSessions = 'DELETE FROM identity_session WHERE user_id = $1 RETURNING id'

export type ResetRefusal =
  | 'not-allowed'
  | 'reset-oneself'
  | 'unknown-person'
  | 'reset-administrator'
  | 'no-second-factor'

/**
 * For somebody who has lost phone and backup codes: takes their authenticator, backup codes and passkeys away, signs them out
 * everywhere, and mails them what happened, in their language. They get in again by password or mailed code and set up a new
 * one; until then the rights of a treasurer sleep.
 *
 * Not for who administers: with one administrator's account in hand, a thief would strip the others of theirs. Four eyes on this
 * deed alone would promise more than it holds, since one administrator may take another's role back and give it again; so that
 * is the way, and each step of it stands in the trail. Nor for oneself, who proves the factor or is helped by another.
 *
 * Refuses `not-allowed`, `reset-oneself`, `unknown-person` (also a closed account), `reset-administrator`, `no-second-factor`.
 */
export async function resetSecondFactor(
  tx: Sql,
  by: Actor,
  personId: string,
): Promise<Outcome<object, ResetRefusal>> {
  if (!can(by, 'person.change')) return { ok: false, reason: 'not-allowed' }
  if (by.id === personId) return { ok: false, reason: 'reset-oneself' }
  const [person] = await tx.query<{ email: string; locale: Locale }>(lockPerson, [personId])
  if (!person) return { ok: false, reason: 'unknown-person' }
  if ((await tx.query(administers, [personId])).length > 0)
    return { ok: false, reason: 'reset-administrator' }
  const [had] = await tx.query<{ authenticator: boolean; passkeys: number }>(factors, [personId])
  if (!had!.authenticator && had!.passkeys === 0) return { ok: false, reason: 'no-second-factor' }
  await tx.query(removeApp, [personId])
  await tx.query(removePasskeys, [personId])
  await tx.query(unmark, [personId])
  const sessions = await tx.query(endSessions, [personId])
  await askForCodeMail(tx, { to: person.email, locale: person.locale, kind: 'factor-reset' })
  await recordAct(tx, {
    by,
    action: 'person.reset-factor',
    subject: { kind: 'person', id: personId },
    before: { ...had, sessions: sessions.length },
    after: { authenticator: false, passkeys: 0, sessions: 0 },
  })
  return { ok: true }
}
