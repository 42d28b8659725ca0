import type { Gateways } from '~/payments/gateways'
import { isInWechat } from '~/payments/paying-device'
import type { Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import type { WaysOfPaying } from './way-choice'

/** What a form asks of whoever pays, in their words; null where one gateway takes every way and asks on its own page. */
export function waysOfPaying(gateways: Gateways, locale: Locale, request: Request): WaysOfPaying | null {
  const t = textsIn(locale, 'paying')
  const main = gateways.for()
  if (gateways.ways.length === 0 && main.ways.length > 1) return null
  const [only] = main.ways
  return {
    legend: t('legend'),
    inWechat: isInWechat(request) && gateways.ways.length > 0 ? t('inWechat') : '',
    options: gateways.ways.map((way) => ({ value: way, label: t(`way.${way}`), detail: t(`detail.${way}`) })),
    payHint: gateways.ways.length > 0 ? t('hint') : t('hintOne', { way: only ? t(`way.${only}`) : '' }),
  }
}
