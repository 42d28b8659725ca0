import { createHmac, randomInt, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { Outcome } from '~/platform/outcome'
import { askForCodeMail } from './ask-for-code-mail.server'
import type { Identity } from './identity.server'

export const codeMinutes = 10
/** In one hour, to one mailbox: so many from one network, and so many from all of them. docs/decisions/0015. */
const mostFromOneNetwork = 3
const mostToOneMailbox = 10

/** What counts no more goes a few at a time, past rows that somebody else is at. */
const forgetOld = `
  DELETE FROM identity_mail_code WHERE ticket IN (
    SELECT ticket FROM identity_mail_code WHERE asked_at < now() - interval '1 hour' LIMIT 100 FOR UPDATE SKIP LOCKED)`
/** Whoever asks for one mailbox waits for the other: two at once are counted one by one. */
const oneByOne = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0)) IS NULL AS held'
/** No row: this mailbox has had its codes for this hour, from this network or at all. */
const keepCode = `
  INSERT INTO identity_mail_code (ticket, email, asker, code_hash, expires_at)
  SELECT $1::uuid, $2, $3, $4, now() + make_interval(mins => $5)
    FROM (SELECT count(*) AS all, count(*) FILTER (WHERE asker = $3) AS same
            FROM identity_mail_code WHERE email = $2 AND asked_at > now() - interval '1 hour') asked
   WHERE asked.all < $7 AND asked.same < $6
  RETURNING ticket`

/** A code belongs to its ticket: the same digits mean nothing with another. */
export const codeHash = ({ key }: Pick<Identity, 'key'>, ticket: string, code: string) =>
  createHmac('sha256', key).update(`mail-code\0${ticket}\0${code}`).digest()
const askerHash = ({ key }: Pick<Identity, 'key'>, address: string) =>
  createHmac('sha256', key).update(`asker\0${address}`).digest()

/**
 * Mails a one-time code of six digits to `email`, whether or not it has an account: using it makes one. It is good only
 * with the `ticket`, which stays on the page that asked: who asks for somebody else's mailbox neither replaces nor spoils
 * the code that its owner waits for. Refuses `invalid`. Who asked too often gets no code and is told the same.
 */
export async function askForCode(
  db: Database,
  identity: Pick<Identity, 'key'>,
  { email, locale, address }: { email: string; locale: Locale; address: string },
): Promise<Outcome<{ email: string; ticket: string }, 'invalid'>> {
  const parsed = z.email().max(200).safeParse(email.trim().toLowerCase())
  if (!parsed.success) return { ok: false, reason: 'invalid' }
  const to = parsed.data
  const ticket = randomUUID()
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const hashes = [askerHash(identity, address), codeHash(identity, ticket, code)]
  await db.transaction(async (tx) => {
    await tx.query(oneByOne, [`mail-code ${to}`])
    await tx.query(forgetOld)
    const [kept] = await tx.query(keepCode, [
      ticket,
      to,
      ...hashes,
      codeMinutes,
      mostFromOneNetwork,
      mostToOneMailbox,
    ])
    if (kept) await askForCodeMail(tx, { to, locale, kind: 'code', code })
  })
  return { ok: true, email: to, ticket }
}
