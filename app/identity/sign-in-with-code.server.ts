import { randomUUID, timingSafeEqual } from 'node:crypto'
import type { Database } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { codeHash } from './ask-for-code.server'
import type { Identity } from './identity.server'

const mostTries = 5
/** The try counts before it is looked at, and holds the row until the end: of two at once the second sees the first. */
const takeTry = `
  UPDATE identity_mail_code SET tries = tries + 1
   WHERE ticket = $1::uuid AND expires_at > now() AND tries < $2 RETURNING email, code_hash`
/** The row stays, dead, so that the hour's count of codes goes on. */
const useUp = `UPDATE identity_mail_code SET tries = $2 WHERE ticket = $1::uuid`
/** A donor's first code makes their account; it has no name, and shows none. */
const makePerson = `
  INSERT INTO identity_user (id, name, email, email_verified, locale, updated_at) VALUES ($1, '', $2, true, $3, now())
  ON CONFLICT (email) DO UPDATE SET email_verified = true
  RETURNING id, closed_at AS "closedAt"`

/**
 * Whose code this is, of those that the page with this `ticket` asked for. A code counts once, for ten minutes, and dies with
 * the fifth wrong one. Refuses `wrong` for all else.
 */
export async function signInWithCode(
  db: Database,
  identity: Pick<Identity, 'key'>,
  { ticket, code, locale }: { ticket: string; code: string; locale: Locale },
): Promise<Outcome<{ personId: string }, 'wrong'>> {
  if (!isUuid(ticket)) return { ok: false, reason: 'wrong' }
  return db.transaction(async (tx) => {
    const [kept] = await tx.query<{ email: string; code_hash: Uint8Array }>(takeTry, [ticket, mostTries])
    const given = codeHash(identity, ticket, code.replace(/\s/g, ''))
    if (!kept || !timingSafeEqual(kept.code_hash, given)) return { ok: false, reason: 'wrong' }
    await tx.query(useUp, [ticket, mostTries])
    const made = [randomUUID(), kept.email, locale]
    const [person] = await tx.query<{ id: string; closedAt: Date | null }>(makePerson, made)
    return person && !person.closedAt ? { ok: true, personId: person.id } : { ok: false, reason: 'wrong' }
  })
}
