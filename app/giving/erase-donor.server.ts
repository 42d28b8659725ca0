import { closeAccount } from '~/identity/close-account.server'
import type { SignedIn } from '~/identity/identity.server'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { forgetAddress } from '~/platform/forget-address.server'
import type { Outcome } from '~/platform/outcome'

/** Whatever a person typed, and what ties the commitment in the log to them. Amount, day, funds and number are the books'. */
const erase = `
  WITH l AS (UPDATE giving_batch_line SET donor_name = '', name_consent = false, contact_email = ''
              WHERE contact_email <> '' AND lower(contact_email) = lower($1))
  UPDATE giving_gift SET donor_name = '', name_consent = false, contact_email = '', message = '', message_state = 'none',
         dedication = '', salt = ''::bytea, checkout_url = NULL
   WHERE contact_email <> '' AND lower(contact_email) = lower($1) RETURNING id::text AS id`

/**
 * Closes a donor's account and takes them out of every gift that left their address, all of it or nothing: the log's
 * commitments then point to nobody, number, amount, day and funds stay, and so does the public check page. Addresses that
 * wait in the outbox go as well; what the provider's events say of the payer was never stored. Ask for a recent sign-in first
 * (`enterRecently`). Refuses `has-role`, `unknown-person` (closed meanwhile).
 */
export async function eraseDonor(
  db: Database,
  signedIn: Pick<SignedIn, 'actor' | 'verifiedEmail'>,
): Promise<Outcome<{ gifts: number }, 'has-role' | 'unknown-person'>> {
  return db.transaction(async (tx) => {
    const closed = await closeAccount(tx, signedIn)
    if (!closed.ok) return closed
    const erased = signedIn.verifiedEmail
      ? await tx.query<{ id: string }>(erase, [signedIn.verifiedEmail])
      : []
    await forgetAddress(tx, closed.email)
    if (erased.length > 0)
      await recordAct(tx, {
        by: { ...signedIn.actor, name: '', from: '' },
        action: 'gift.erase-donor',
        subject: { kind: 'person', id: signedIn.actor.id },
        after: { gifts: erased.length },
      })
    return { ok: true, gifts: erased.length }
  })
}
