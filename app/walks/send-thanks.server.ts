import type { Config } from '~/platform/config.server'
import type { Sql } from '~/platform/db.server'
import { type Locale, pathIn } from '~/platform/i18n'
import type { Mailer } from '~/platform/mail.server'
import type { Outcome } from '~/platform/outcome'
import { textsIn } from '~/platform/texts.server'

interface Row {
  email: string
  name: string
  locale: Locale
  nameZh: string
  nameEn: string
  campaign: string
  walkers: { name: string; card: string }[]
}
const find = `
  SELECT p.contact_email AS email, p.contact_name AS name, p.locale, p.campaign, c.name_zh AS "nameZh", c.name_en AS "nameEn",
         (SELECT coalesce(json_agg(json_build_object('name', w.name, 'card', k.id)
                   ORDER BY w.seq), '[]')
            FROM walks_walker w JOIN walks_card k ON k.walker_id = w.id AND k.started_at IS NOT NULL
           WHERE w.party_id = p.id AND w.state <> 'cancelled') AS walkers
    FROM walks_party p JOIN campaigns_campaign c ON c.slug = p.campaign WHERE p.id = $1::uuid`

/**
 * Mails one party the thanks that an organiser asked for (`thankWalkers`), in the party's language. Run by the outbox, at least
 * once. Rejects when the mail was not taken. Refuses `nobody` (erased since, or nobody of it came).
 */
export async function sendThanks(
  { db, mailer, config }: { db: Sql; mailer: Mailer; config: Pick<Config, 'PUBLIC_URL' | 'SHANXING_DEMO'> },
  partyId: string,
): Promise<Outcome<object, 'nobody'>> {
  const [row] = await db.query<Row>(find, [partyId])
  if (!row || row.email === '' || row.walkers.length === 0) return { ok: false, reason: 'nobody' }
  const t = textsIn(row.locale, 'results')
  const campaign = row.locale === 'en' ? row.nameEn : row.nameZh
  const url = (path: string) => `${config.PUBLIC_URL}${pathIn(row.locale, path)}`
  const lines = [
    ...(config.SHANXING_DEMO ? [t('thanks.demo'), ''] : []),
    t('thanks.hello', { name: row.name }),
    '',
    t('thanks.text', { campaign }),
    '',
    t('thanks.certificates'),
    ...row.walkers.map(({ name, card }) => `${name}  ${url(`/t/${card.toLowerCase()}`)}`),
    '',
    t('thanks.report'),
    url(`/campaigns/${row.campaign}/report`),
    '',
    t('thanks.signature'),
  ]
  await mailer.send({
    to: row.email,
    subject: t('thanks.subject', { campaign }),
    text: `${lines.join('\n')}\n`,
    id: `thanks-${partyId}`,
  })
  return { ok: true }
}
