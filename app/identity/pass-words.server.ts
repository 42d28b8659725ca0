import { formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import type { Carried } from './carried-pass.server'
import { numberToDial, type Pass } from './pass'

/** What a pass's pages say, made on the server: a borrowed phone loads no texts of the desk. */
export interface PassWords {
  title: string
  lead: string
  facts: { term: string; detail: string }[]
  /** A number to dial, where the organiser gave one. */
  call: { href: string; label: string } | null
}

function callTo(locale: Locale, contact = ''): PassWords['call'] {
  const number = numberToDial(contact)
  if (!number) return null
  return { href: `tel:${number}`, label: textsIn(locale, 'passes')('carry.call', { contact }) }
}

/** A good pass, offered or carried. `campaign` is its name. */
export function passWords(locale: Locale, pass: Pass, campaign: string, offered: boolean): PassWords {
  const t = textsIn(locale, 'passes')
  const { place, label, role, hours, contact } = pass
  const facts: [string, string][] = [
    [t('carry.mayTerm'), t(`carry.may.${role}`, { place })],
    [t('carry.untilTerm'), t('carry.until', { day: formatDay(locale, pass.validOn) })],
    [t('carry.campaign'), campaign],
    [t('carry.hours'), hours],
    [t('carry.who'), label],
    [t('carry.contact'), contact],
  ]
  return {
    title: offered ? t('carry.title') : place,
    lead: offered ? t('carry.offer', { place }) : t('carry.soon'),
    facts: facts.filter(([, detail]) => detail !== '').map(([term, detail]) => ({ term, detail })),
    call: offered ? null : callTo(locale, contact),
  }
}

/** Why there is no pass, and what to do. */
export function noPassWords(
  locale: Locale,
  { reason, validOn, contact }: Omit<Carried & { ok: false }, 'ok'>,
): PassWords {
  const t = textsIn(locale, 'passes')
  const day = validOn ? formatDay(locale, validOn) : ''
  return {
    title: t(`carry.no.${reason}.title`),
    lead: t(`carry.no.${reason}.lead`, { day }),
    facts: [],
    call: callTo(locale, contact),
  }
}

/** Too many links that are no pass came from here. */
export function tooManyTries(locale: Locale, seconds: number): PassWords {
  const t = textsIn(locale, 'passes')
  const minutes = Math.ceil(seconds / 60)
  return {
    title: t('carry.tooMany.title'),
    lead: t('carry.tooMany.lead', { minutes }),
    facts: [],
    call: null,
  }
}

/** What the pages answer: unknown is not found, what is over is gone, what is to come may not yet. */
export const noPassStatus = {
  'no-pass': 403,
  'unknown-pass': 404,
  'pass-revoked': 410,
  'pass-not-yet': 403,
  'pass-over': 410,
} as const
