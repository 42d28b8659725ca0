import type { Config } from '~/platform/config.server'
import { formatClock, formatDay, formatInstant } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { inLocale, pathIn } from '~/platform/i18n'
import type { Mailer } from '~/platform/mail.server'
import type { Outcome } from '~/platform/outcome'
import { textsIn } from '~/platform/texts.server'
import { findPartyById, type Party } from './find-party.server'
import type { PartyMail, PartyMailKind } from './internal/ask-for-mail.server'
import { hashOfLink, linkSecret } from './internal/links.server'
import { walkerLine } from './internal/walker-line.server'

export type { PartyMail }

/** Only while it is still so: by the time a mail goes out, a place may have been taken up or given back. */
const stillSo: Partial<Record<PartyMailKind, readonly string[]>> = {
  registered: ['registered'],
  unpaid: ['unpaid'],
  waiting: ['waiting'],
  'moved-up': ['registered', 'unpaid'],
  paid: ['registered'],
  reminder: ['registered'],
}

/**
 * Mails a party what happened to its registration, with its own link, in its language; parties of one address to which the same
 * happened get one mail. Run by the outbox, at least once, the same link each time. Rejects when the mail was not taken. Refuses
 * `unknown` (erased meanwhile), `no-address`, `not-so-any-more`, and `secret-changed` when the house's own secret is another by
 * now: the party asks for a new link.
 */
export async function sendPartyMail(
  {
    db,
    mailer,
    config,
  }: { db: Sql; mailer: Mailer; config: Pick<Config, 'PUBLIC_URL' | 'SESSION_SECRET' | 'SHANXING_DEMO'> },
  { partyId, others = [], kind }: PartyMail,
): Promise<Outcome<object, Unsent>> {
  const found: (Told | Unsent)[] = []
  for (const id of [partyId, ...others]) found.push(await toTell(db, config, id, kind))
  const parties = found.filter((one) => typeof one !== 'string')
  const [party] = parties
  if (!party) return { ok: false, reason: found[0] as Unsent }
  const { locale } = party
  const t = textsIn(locale, 'walkMail')
  const name = inLocale(locale, { zh: party.nameZh, en: party.nameEn })
  const about = {
    name,
    day: formatDay(locale, party.day),
    place: inLocale(locale, { zh: party.placeZh, en: party.placeEn }),
    until: party.heldUntil ? formatInstant(locale, party.heldUntil) : '',
    start: formatClock(party.startsAt).slice(0, 5),
  }
  const isAlone = parties.length === 1
  const unpaid = parties.some(({ walkers }) => walkers.some(({ state }) => state === 'unpaid'))
  const lines = [
    ...(config.SHANXING_DEMO ? [t('demo'), ''] : []),
    isAlone ? t('hello', { name: party.contactName }) : t('helloAll'),
    '',
    t(`lead.${kind}`, about),
    ...(kind === 'moved-up' && unpaid ? [t('payUntil', about)] : []),
    '',
    ...(isAlone ? [] : [t('openEach'), '']),
    ...parties.flatMap(({ walkers, path }) => [
      ...walkers.map((walker) => walkerLine(locale, walker)),
      ...(isAlone ? ['', t('open')] : []),
      `${config.PUBLIC_URL}${pathIn(locale, path)}`,
      '',
    ]),
    t('keep'),
    '',
    t('signature'),
  ]
  await mailer.send({
    to: party.contactEmail,
    subject: t(`subject.${kind}`, about),
    text: `${lines.join('\n')}\n`,
  })
  return { ok: true }
}

type Told = Party & { path: string }
type Unsent = 'unknown' | 'no-address' | 'not-so-any-more' | 'secret-changed'

/** The party with its link's path, or why it is not written to. */
async function toTell(
  db: Sql,
  { SESSION_SECRET }: Pick<Config, 'SESSION_SECRET'>,
  id: string,
  kind: PartyMailKind,
): Promise<Told | Unsent> {
  const party = await findPartyById(db, id)
  if (!party) return 'unknown'
  if (party.contactEmail === '') return 'no-address'
  const states = stillSo[kind]
  if (states && !party.walkers.some(({ state }) => states.includes(state))) return 'not-so-any-more'
  const secret = linkSecret(SESSION_SECRET, 'party', id, party.secretN)
  if (!hashOfLink(secret).equals(party.manageHash)) return 'secret-changed'
  return { ...party, path: `/registrations/${secret}` }
}
