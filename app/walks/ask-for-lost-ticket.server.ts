import { cleanText, isAddress } from '~/giving/gift-form'
import type { Config } from '~/platform/config.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { askForLostMail, takeMail } from './internal/ask-for-mail.server'
import { hashOfLink, type LinkKind, linkSecret } from './internal/links.server'

/** More than one family registers with one address; hundreds do not. */
const mostLinks = 20
const parties = `
  SELECT p.id::text AS id, p.secret_n AS n FROM walks_party p
   WHERE p.campaign = $1 AND p.contact_email <> '' AND lower(p.contact_email) = lower($2)
   ORDER BY p.created_at DESC LIMIT ${mostLinks} FOR UPDATE`
const units = `
  SELECT u.id::text AS id, u.secret_n AS n FROM walks_unit u
   WHERE u.campaign = $1 AND lower(u.leader_email) = lower($2) ORDER BY u.created_at DESC LIMIT ${mostLinks} FOR UPDATE`
const offer = (table: string) => `
  UPDATE ${table} t SET next_hash = o.hash FROM unnest($1::uuid[], $2::bytea[]) AS o (id, hash) WHERE t.id = o.id`
const offerParties = offer('walks_party')
const offerUnits = offer('walks_unit')

/**
 * Mails new links to whoever registered with this address, all in one mail; a link ends the one before once it is opened
 * (`takeUpLink`). A mailbox gets three such mails an hour; who asks more often changes nothing. The answer is the same in every
 * case, so nobody learns who walks. Refuses only `invalid`, no address at all.
 */
export async function askForLostTicket(
  db: Database,
  { SESSION_SECRET }: Pick<Config, 'SESSION_SECRET'>,
  { campaign, email }: { campaign: string; email: string },
): Promise<Outcome<object, 'invalid'>> {
  const address = cleanText(email, 'one')
  if (!isAddress(address)) return { ok: false, reason: 'invalid' }
  const hashesOf = (kind: LinkKind, found: readonly { id: string; n: number }[]) =>
    found.map(({ id, n }) => hashOfLink(linkSecret(SESSION_SECRET, kind, id, n + 1)))
  await db.transaction(async (tx) => {
    // Counted for addresses that nobody registered too: the work is the same.
    if (!(await takeMail(tx, 'lost', address))) return
    const found = await tx.query<{ id: string; n: number }>(parties, [campaign, address])
    const led = await tx.query<{ id: string; n: number }>(units, [campaign, address])
    const [partyIds, unitIds] = [found.map(({ id }) => id), led.map(({ id }) => id)]
    await tx.query(offerParties, [partyIds, hashesOf('party', found)])
    await tx.query(offerUnits, [unitIds, hashesOf('unit', led)])
    if (found.length + led.length > 0) await askForLostMail(tx, { parties: partyIds, units: unitIds })
  })
  return { ok: true }
}
