import type { Pass } from '~/identity/pass'
import { type Locale, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { placeOfPass } from './find-roster.server'

/** The page that a checkpoint volunteer's pass opens; none for a pass of another kind, or of a place that is none of a walk. */
export function waysOfPlace(locale: Locale, pass: Pass): { to: string; label: string; hint?: string }[] {
  if (pass.role !== 'checkpoint-volunteer' || placeOfPass(pass) === null) return []
  const t = textsIn(locale, 'gate')
  return [{ to: pathIn(locale, '/pass/gate'), label: t('open'), hint: t('openHint') }]
}
