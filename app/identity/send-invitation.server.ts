import type { Config } from '~/platform/config.server'
import { formatInstant } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { type Locale, pathIn } from '~/platform/i18n'
import type { Mailer } from '~/platform/mail.server'
import type { Outcome } from '~/platform/outcome'
import { textsIn } from '~/platform/texts.server'
import { hashOfSecret, invitationSecret } from './internal/one-time-secret.server'
import type { AccountRole } from './role'

interface Row {
  email: string
  role: AccountRole
  locale: Locale
  expiresAt: Date
  secretHash: Uint8Array
  invitedByName: string | null
}
const find = `
  SELECT i.email, i.role, i.locale, i.expires_at AS "expiresAt", i.secret_hash AS "secretHash", u.name AS "invitedByName"
    FROM identity_invitation i LEFT JOIN identity_user u ON u.id = i.invited_by
   WHERE i.id = $1::uuid AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()`

/**
 * Mails an invitation's link, in the language that was chosen for its person. Run by the outbox, at least once; each time
 * it is the same link. Rejects when the mail was not taken. Refuses `not-waiting` (used, taken back, too old), and
 * `secret-changed` when the house's own secret is another by now: invite again.
 */
export async function sendInvitation(
  {
    db,
    mailer,
    config,
  }: { db: Sql; mailer: Mailer; config: Pick<Config, 'PUBLIC_URL' | 'SESSION_SECRET' | 'SHANXING_DEMO'> },
  invitationId: string,
): Promise<Outcome<object, 'not-waiting' | 'secret-changed'>> {
  const [row] = await db.query<Row>(find, [invitationId])
  if (!row) return { ok: false, reason: 'not-waiting' }
  const secret = invitationSecret(config.SESSION_SECRET, invitationId)
  if (!hashOfSecret(secret).equals(row.secretHash)) return { ok: false, reason: 'secret-changed' }
  const t = textsIn(row.locale, 'people')
  const lines = [
    ...(config.SHANXING_DEMO ? [t('mail.demo'), ''] : []),
    t('mail.hello'),
    '',
    row.invitedByName ? t('mail.invitedBy', { name: row.invitedByName }) : t('mail.invited'),
    t('mail.role', { role: t(`role.${row.role}`) }),
    '',
    t('mail.open', { until: formatInstant(row.locale, row.expiresAt) }),
    `${config.PUBLIC_URL}${pathIn(row.locale, `/join/${secret}`)}`,
    '',
    t('mail.notYou'),
    '',
    t('mail.signature'),
  ]
  await mailer.send({
    to: row.email,
    subject: t('mail.subject'),
    text: `${lines.join('\n')}\n`,
    id: `invitation-${invitationId}`,
  })
  return { ok: true }
}
