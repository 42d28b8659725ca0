import type { Pass } from '~/identity/pass'
import { type Locale, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { stallOfPlace } from './stall'

/** The pages that a stall volunteer's pass opens; none for a pass of another kind. */
export function waysOfStall(
  locale: Locale,
  { role, placeKey }: Pass,
): { to: string; label: string; hint?: string }[] {
  if (role !== 'stall-volunteer' || stallOfPlace(placeKey) === null) return []
  const t = textsIn(locale, 'till')
  return [
    { to: pathIn(locale, '/pass/stall'), label: t('open'), hint: t('openHint') },
    { to: pathIn(locale, '/pass/stall/count'), label: t('count') },
  ]
}
