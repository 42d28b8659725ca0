import { createHmac, randomInt } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { Outcome } from '~/platform/outcome'
import { askForCodeMail } from './ask-for-code-mail.server'
import type { Identity } from './identity.server'

export const codeMinutes = 10
const mostAnHour = 5

/** No row: this address has had its codes for this hour. The codes of everybody else that ran out go on the way. */
const keepCode = `
  INSERT INTO identity_mail_code AS m (email, code_hash, expires_at) VALUES ($1, $2, now() + make_interval(mins => $3))
  ON CONFLICT (email) DO UPDATE SET
    code_hash = excluded.code_hash, expires_at = excluded.expires_at, tries = 0,
    asked = CASE WHEN m.counted_from < now() - interval '1 hour' THEN 1 ELSE m.asked + 1 END,
    counted_from = CASE WHEN m.counted_from < now() - interval '1 hour' THEN now() ELSE m.counted_from END
    WHERE m.asked < $4 OR m.counted_from < now() - interval '1 hour'
  RETURNING email`
const forgetOld = `DELETE FROM identity_mail_code WHERE expires_at < now() - interval '1 day'`

/** A code belongs to its address: the same digits mean nothing for another. */
export const codeHash = ({ key }: Pick<Identity, 'key'>, email: string, code: string) =>
  createHmac('sha256', key).update(`mail-code\0${email}\0${code}`).digest()

/**
 * Mails a one-time code of six digits to `email`, whether or not it has an account: using it makes one. An older code is
 * dead with it. Refuses `invalid`. An address that asked too often gets none and is told the same.
 */
export async function askForCode(
  db: Database,
  identity: Pick<Identity, 'key'>,
  { email, locale }: { email: string; locale: Locale },
): Promise<Outcome<{ email: string }, 'invalid'>> {
  const parsed = z.email().max(200).safeParse(email.trim().toLowerCase())
  if (!parsed.success) return { ok: false, reason: 'invalid' }
  const to = parsed.data
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await db.transaction(async (tx) => {
    await tx.query(forgetOld)
    const [kept] = await tx.query(keepCode, [to, codeHash(identity, to, code), codeMinutes, mostAnHour])
    if (kept) await askForCodeMail(tx, { to, locale, kind: 'code', code })
  })
  return { ok: true, email: to }
}
