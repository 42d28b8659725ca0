import type { Config } from '~/platform/config.server'
import { formatClock, formatDay, formatInstant } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { inLocale, pathIn } from '~/platform/i18n'
import type { Mailer } from '~/platform/mail.server'
import type { Outcome } from '~/platform/outcome'
import { textsIn } from '~/platform/texts.server'
import { findPartyById } from './find-party.server'
import type { PartyMail, PartyMailKind } from './internal/ask-for-mail.server'
import { hashOfLink, linkSecret } from './internal/links.server'

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
 * Mails a party what happened to its registration, with its own link, in its language. Run by the outbox, at least once, the
 * same link each time. Rejects when the mail was not taken. Refuses `unknown` (erased meanwhile), `no-address`, `not-so-any-more`,
 * and `secret-changed` when the house's own secret is another by now: the party asks for a new link.
 */
export async function sendPartyMail(
  {
    db,
    mailer,
    config,
  }: { db: Sql; mailer: Mailer; config: Pick<Config, 'PUBLIC_URL' | 'SESSION_SECRET' | 'SHANXING_DEMO'> },
  { partyId, kind }: PartyMail,
): Promise<Outcome<object, 'unknown' | 'no-address' | 'not-so-any-more' | 'secret-changed'>> {
  const party = await findPartyById(db, partyId)
  if (!party) return { ok: false, reason: 'unknown' }
  if (party.contactEmail === '') return { ok: false, reason: 'no-address' }
  const states = stillSo[kind]
  if (states && !party.walkers.some(({ state }) => states.includes(state)))
    return { ok: false, reason: 'not-so-any-more' }
  const secret = linkSecret(config.SESSION_SECRET, 'party', partyId, party.secretN)
  if (!hashOfLink(secret).equals(party.manageHash)) return { ok: false, reason: 'secret-changed' }

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
  const unpaid = party.walkers.some(({ state }) => state === 'unpaid')
  const walkers = party.walkers.map((w) =>
    t('walker', {
      walker: w.name,
      state: t(`state.${w.state}`),
      bib: w.bib === null ? '' : t('bib', { bib: w.bib }),
    }).trim(),
  )
  const lines = [
    ...(config.SHANXING_DEMO ? [t('demo'), ''] : []),
    t('hello', { name: party.contactName }),
    '',
    t(`lead.${kind}`, about),
    ...(kind === 'moved-up' && unpaid ? [t('payUntil', about)] : []),
    '',
    ...walkers,
    '',
    t('open'),
    `${config.PUBLIC_URL}${pathIn(locale, `/registrations/${secret}`)}`,
    '',
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
