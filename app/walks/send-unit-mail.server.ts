import type { Config } from '~/platform/config.server'
import { formatDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import type { Mailer } from '~/platform/mail.server'
import type { Outcome } from '~/platform/outcome'
import { textsIn } from '~/platform/texts.server'
import type { UnitMail } from './internal/ask-for-mail.server'
import { hashOfLink, linkSecret } from './internal/links.server'

export type { UnitMail }

interface Row {
  name: string
  leaderName: string
  leaderEmail: string
  locale: Locale
  secretN: number
  manageHash: Uint8Array
  nameZh: string
  nameEn: string
  day: string
}
const find = `
  SELECT u.name, u.leader_name AS "leaderName", u.leader_email AS "leaderEmail", u.locale, u.secret_n AS "secretN",
         u.manage_hash AS "manageHash", c.name_zh AS "nameZh", c.name_en AS "nameEn", k.day
    FROM walks_unit u JOIN campaigns_campaign c ON c.slug = u.campaign JOIN walks_walk k ON k.campaign = u.campaign
   WHERE u.id = $1::uuid`

/** Mails a unit's leader their own link. Run by the outbox, as `sendPartyMail`; refuses `unknown` and `secret-changed`. */
export async function sendUnitMail(
  {
    db,
    mailer,
    config,
  }: { db: Sql; mailer: Mailer; config: Pick<Config, 'PUBLIC_URL' | 'SESSION_SECRET' | 'SHANXING_DEMO'> },
  { unitId }: UnitMail,
): Promise<Outcome<object, 'unknown' | 'secret-changed'>> {
  const [unit] = await db.query<Row>(find, [unitId])
  if (!unit || unit.leaderEmail === '') return { ok: false, reason: 'unknown' }
  const secret = linkSecret(config.SESSION_SECRET, 'unit', unitId, unit.secretN)
  if (!hashOfLink(secret).equals(unit.manageHash)) return { ok: false, reason: 'secret-changed' }
  const { locale } = unit
  const t = textsIn(locale, 'walkMail')
  const about = {
    unit: unit.name,
    name: inLocale(locale, { zh: unit.nameZh, en: unit.nameEn }),
    day: formatDay(locale, unit.day),
  }
  const lines = [
    ...(config.SHANXING_DEMO ? [t('demo'), ''] : []),
    t('hello', { name: unit.leaderName }),
    '',
    t('unitLead', about),
    '',
    t('unitOpen'),
    `${config.PUBLIC_URL}${pathIn(locale, `/units/${secret}`)}`,
    '',
    t('keep'),
    '',
    t('signature'),
  ]
  await mailer.send({
    to: unit.leaderEmail,
    subject: t('unitSubject', about),
    text: `${lines.join('\n')}\n`,
  })
  return { ok: true }
}
