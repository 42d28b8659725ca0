import type { Config } from '~/platform/config.server'
import type { Sql } from '~/platform/db.server'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import type { Mailer } from '~/platform/mail.server'
import type { Outcome } from '~/platform/outcome'
import { textsIn } from '~/platform/texts.server'
import { findPartyById } from './find-party.server'
import type { LostMail } from './internal/ask-for-mail.server'
import { hashOfLink, type LinkKind, linkSecret } from './internal/links.server'
import { walkerLine } from './internal/walker-line.server'

export type { LostMail }

interface Link {
  id: string
  email: string
  locale: Locale
  nameZh: string
  nameEn: string
  /** Whom or what it is about, as it stands over the link. */
  about: string[]
  n: number
  hash: Uint8Array
  nextHash: Uint8Array | null
}
const findUnits = `
  SELECT u.id::text AS id, u.leader_email AS email, u.locale, c.name_zh AS "nameZh", c.name_en AS "nameEn", ARRAY['· ' || u.name] AS about,
         u.secret_n AS n, u.manage_hash AS hash, u.next_hash AS "nextHash"
    FROM walks_unit u JOIN campaigns_campaign c ON c.slug = u.campaign WHERE u.id = ANY ($1::uuid[]) ORDER BY u.created_at`

/**
 * Mails the links that were asked for as lost ones: the next one of each, or, where it was opened meanwhile, the one that holds.
 * Run by the outbox. Refuses `unknown` (erased meanwhile, or the house's own secret is another by now).
 */
export async function sendLostMail(
  {
    db,
    mailer,
    config,
  }: { db: Sql; mailer: Mailer; config: Pick<Config, 'PUBLIC_URL' | 'SESSION_SECRET' | 'SHANXING_DEMO'> },
  { parties, units }: LostMail,
): Promise<Outcome<object, 'unknown'>> {
  const links: { link: Link; path: string }[] = []
  const keep = (kind: LinkKind, folder: string, link: Link) => {
    const secret = linkSecret(config.SESSION_SECRET, kind, link.id, link.n + (link.nextHash ? 1 : 0))
    if (link.email === '' || !hashOfLink(secret).equals(link.nextHash ?? link.hash)) return
    links.push({ link, path: `/${folder}/${secret}` })
  }
  for (const link of await db.query<Link>(findUnits, [units])) keep('unit', 'units', link)
  for (const id of parties) {
    const party = await findPartyById(db, id)
    if (!party) continue
    const about = party.walkers.map((walker) => walkerLine(party.locale, walker))
    const of = { email: party.contactEmail, n: party.secretN, hash: party.manageHash }
    keep('party', 'registrations', { ...party, ...of, about })
  }
  const [first] = links
  if (!first) return { ok: false, reason: 'unknown' }
  const { locale, email } = first.link
  const t = textsIn(locale, 'walkMail')
  const name = inLocale(locale, { zh: first.link.nameZh, en: first.link.nameEn })
  const lines = [
    ...(config.SHANXING_DEMO ? [t('demo'), ''] : []),
    t('helloAll'),
    '',
    t('lost.lead', { name }),
    '',
    ...links.flatMap(({ link, path }) => [...link.about, `${config.PUBLIC_URL}${pathIn(locale, path)}`, '']),
    t('keep'),
    '',
    t('signature'),
  ]
  await mailer.send({ to: email, subject: t('lost.subject', { name }), text: `${lines.join('\n')}\n` })
  return { ok: true }
}
