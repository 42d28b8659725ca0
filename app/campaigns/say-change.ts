import { formatFen } from '~/money/fen'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale, type Translate } from '~/platform/i18n'
import { percentTyped } from './routing-form'

/** Names of funds and of series by slug. */
export type NamesBySlug = Readonly<Record<string, { zh: string; en: string }>>

export const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

type Shares = { fund: string; basisPoints: number; onOffer: boolean }[]

/** One side of a change, as people read it; shares of the money take a line each. */
export function sayChange(
  t: Translate<'editing'>,
  locale: Locale,
  { name, value, names }: { name: string; value: unknown; names: NamesBySlug },
): string[] {
  const called = (slug: string) => (names[slug] ? inLocale(locale, names[slug]) : slug)
  if (isEmpty(value)) return [t('value.none')]
  if (name === 'state') return [t(`state.${value}` as 'state.open', { ns: 'campaigns' })]
  if (name === 'kind') return [t(`funds.kind.${value}` as 'funds.kind.project', { ns: 'ledger' })]
  if (name === 'goalFen' || name === 'openingMinFen') return [formatFen(BigInt(String(value)))]
  if (typeof value === 'boolean') return [value ? t('value.yes') : t('value.no')]
  if (/On$/.test(name)) return [formatDay(locale, String(value))]
  if (name === 'series') return [called(String(value))]
  if (name !== 'routes') return [Array.isArray(value) ? value.join(', ') : String(value)]
  return (value as Shares).map(
    (r) =>
      `${called(r.fund)} ${percentTyped(r.basisPoints)}%${r.onOffer ? '' : ` · ${t('value.notOnOffer')}`}`,
  )
}
