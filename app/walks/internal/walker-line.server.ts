import type { Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import type { PartyWalker } from '../find-party.server'

/** A walker in a mail: name, state, and the number once there is one. */
export function walkerLine(
  locale: Locale,
  { name, state, bib }: Pick<PartyWalker, 'name' | 'state' | 'bib'>,
) {
  const t = textsIn(locale, 'walkMail')
  const number = bib === null ? '' : t('bib', { bib })
  return t('walker', { walker: name, state: t(`state.${state}`), bib: number }).trim()
}
