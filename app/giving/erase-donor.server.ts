import { closeAccount } from '~/identity/close-account.server'
import type { SignedIn } from '~/identity/identity.server'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { forgetAddress } from '~/platform/forget-address.server'
import type { Locale } from '~/platform/i18n'
import type { Outcome } from '~/platform/outcome'
import { forgetMonthly } from './internal/forget-monthly.server'
import { textsIn } from './internal/texts.server'

/** Whatever a person typed, and what ties the commitment in the log to them. Amount, day, funds and number are the books'. */
const erase = `
  WITH marked AS (
    UPDATE giving_match m SET donor_mark = '' FROM giving_gift g
     WHERE g.id = m.gift_id AND g.contact_email <> '' AND lower(g.contact_email) = lower($1)
  ), lines AS (
    UPDATE giving_batch_line SET donor_name = '', name_consent = false, contact_email = ''
     WHERE contact_email <> '' AND lower(contact_email) = lower($1)
  ), known AS (
    DELETE FROM giving_match_mark k USING giving_gift g
     WHERE g.id = k.gift_id AND g.contact_email <> '' AND lower(g.contact_email) = lower($1)
  )
   UPDATE giving_gift SET donor_name = '', name_consent = false, contact_email = '', letters_consent = false, message = '', message_state = 'none',
         dedication = '', salt = ''::bytea, checkout_url = NULL
   WHERE contact_email <> '' AND lower(contact_email) = lower($1) RETURNING id::text AS id`
/**
 * Whom to ask about a pledge. The promise is the unit's and stays under the unit's name; where the person has promised for
 * themselves, that name goes too.
 */
const erasePledges = `
  UPDATE giving_pledge SET contact_name = '', contact_email = '', contact_phone = '', name_consent = false, note = '',
         unit_name = CASE WHEN unit_name = contact_name THEN $2 ELSE unit_name END
   WHERE contact_email <> '' AND lower(contact_email) = lower($1) RETURNING id::text AS id`
/** What stands for a name in the books. */
const namesIn: Locale = 'zh-CN'
const eraseStop = 'DELETE FROM giving_letter_stop WHERE digest = giving_address_digest($1)'

/**
 * Closes a donor's account and takes them out of every gift that left their address, all of it or nothing: the log's
 * commitments then point to nobody, number, amount, day and funds stay, and so does the public check page; pledges lose whom to ask. Addresses that
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
    if (signedIn.verifiedEmail) await forgetMonthly(tx, signedIn.verifiedEmail)
    const pledges = signedIn.verifiedEmail
      ? await tx.query<{ id: string }>(erasePledges, [
          signedIn.verifiedEmail,
          textsIn(namesIn)('acknowledgement.anonymous'),
        ])
      : []
    if (signedIn.verifiedEmail) await tx.query(eraseStop, [signedIn.verifiedEmail])
    await forgetAddress(tx, closed.email)
    if (erased.length + pledges.length > 0)
      await recordAct(tx, {
        by: { ...signedIn.actor, name: '', from: '' },
        action: 'gift.erase-donor',
        subject: { kind: 'person', id: signedIn.actor.id },
        after: { gifts: erased.length, ...(pledges.length > 0 && { pledges: pledges.length }) },
      })
    return { ok: true, gifts: erased.length }
  })
}
