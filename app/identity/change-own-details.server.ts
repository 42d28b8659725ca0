import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { SignedIn } from './identity.server'
import { type OwnDetails, ownDetails, personLocale } from './own-details'
import { recordOwnAct } from './record-own-act.server'

const lockPerson = 'SELECT name, locale FROM identity_user WHERE id = $1 AND closed_at IS NULL FOR UPDATE'
const change = 'UPDATE identity_user SET name = $2, locale = $3, updated_at = now() WHERE id = $1'

/**
 * Changes one's own name and language. What stands in the trail keeps the name it was done under. A donor who has never said
 * a name may go on without one. Saving what is there changes nothing and is told nowhere (`changed: false`).
 * Refuses `invalid-name` (as at an invitation), `invalid-locale`, `unknown-person` (closed meanwhile).
 */
export async function changeOwnDetails(
  db: Database,
  signedIn: Pick<SignedIn, 'actor'>,
  { name, locale }: { name: string; locale: string },
): Promise<Outcome<{ changed: boolean }, 'invalid-name' | 'invalid-locale' | 'unknown-person'>> {
  if (!personLocale.safeParse(locale).success) return { ok: false, reason: 'invalid-locale' }
  const { id } = signedIn.actor
  return db.transaction(async (tx) => {
    const [before] = await tx.query<OwnDetails>(lockPerson, [id])
    if (!before) return { ok: false, reason: 'unknown-person' }
    const parsed = ownDetails.safeParse({ name, locale })
    const nameless = before.name === '' && name.trim() === ''
    if (!parsed.success && !nameless) return { ok: false, reason: 'invalid-name' }
    const after = parsed.data ?? { name: '', locale }
    if (after.name === before.name && after.locale === before.locale) return { ok: true, changed: false }
    await tx.query(change, [id, after.name, after.locale])
    await recordOwnAct(tx, signedIn, 'account.details', { locale: after.locale }, { before, after })
    return { ok: true, changed: true }
  })
}
