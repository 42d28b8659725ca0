import { cleanText, isAddress } from '~/giving/gift-form'
import type { Config } from '~/platform/config.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { askForPartyMail, askForUnitMail } from './internal/ask-for-mail.server'
import { hashOfLink, linkSecret } from './internal/links.server'

/** More than one family registers with one address; hundreds do not. */
const mostLinks = 20
const parties = `
  SELECT p.id::text AS id, p.secret_n AS n FROM walks_party p
   WHERE p.campaign = $1 AND p.contact_email <> '' AND lower(p.contact_email) = lower($2)
   ORDER BY p.created_at DESC LIMIT ${mostLinks} FOR UPDATE`
const units = `
  SELECT u.id::text AS id, u.secret_n AS n FROM walks_unit u
   WHERE u.campaign = $1 AND lower(u.leader_email) = lower($2) ORDER BY u.created_at DESC LIMIT ${mostLinks} FOR UPDATE`
const renewParty = 'UPDATE walks_party SET secret_n = $2, manage_hash = $3 WHERE id = $1::uuid'
const renewUnit = 'UPDATE walks_unit SET secret_n = $2, manage_hash = $3 WHERE id = $1::uuid'

/**
 * Mails new links to whoever registered with this address; the links before stop working, for they may be in other hands. The
 * answer is the same whether the address is known or not, so nobody learns who walks. Refuses only `invalid`, no address at all.
 */
export async function askForLostTicket(
  db: Database,
  { SESSION_SECRET }: Pick<Config, 'SESSION_SECRET'>,
  { campaign, email }: { campaign: string; email: string },
): Promise<Outcome<object, 'invalid'>> {
  const address = cleanText(email, 'one')
  if (!isAddress(address)) return { ok: false, reason: 'invalid' }
  await db.transaction(async (tx) => {
    const found = await tx.query<{ id: string; n: number }>(parties, [campaign, address])
    for (const { id, n } of found)
      await tx.query(renewParty, [id, n + 1, hashOfLink(linkSecret(SESSION_SECRET, 'party', id, n + 1))])
    await askForPartyMail(
      tx,
      'lost',
      found.map(({ id }) => id),
    )
    const led = await tx.query<{ id: string; n: number }>(units, [campaign, address])
    for (const { id, n } of led)
      await tx.query(renewUnit, [id, n + 1, hashOfLink(linkSecret(SESSION_SECRET, 'unit', id, n + 1))])
    await askForUnitMail(
      tx,
      'lost',
      led.map(({ id }) => id),
    )
  })
  return { ok: true }
}
