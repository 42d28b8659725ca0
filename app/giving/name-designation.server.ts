import { listFundChoices } from '~/ledger/list-fund-choices.server'
import type { Sql } from '~/platform/db.server'
import { inLocale, type Locale } from '~/platform/i18n'
import type { Pledge, PledgeSetting } from './pledge'

/** What a pledge is for, as people read it: its region, or its fund; empty when it is left to the federation. */
export async function nameDesignation(
  sql: Sql,
  { region, fund }: Pick<Pledge, 'region' | 'fund'>,
  setting: Pick<PledgeSetting, 'regions'> | null,
  locale: Locale,
): Promise<string> {
  const named = setting?.regions.find(({ key }) => key === region)
  if (region !== '') return named ? inLocale(locale, named) : region
  if (fund === null) return ''
  const found = (await listFundChoices(sql)).find(({ slug }) => slug === fund)
  return found ? inLocale(locale, { zh: found.nameZh, en: found.nameEn }) : fund
}

/** What a unit may designate, in the form's order: `region:<key>` and `fund:<slug>` with their names. */
export async function designationsOf(
  sql: Sql,
  { regions, funds }: Pick<PledgeSetting, 'regions' | 'funds'>,
): Promise<{ value: string; zh: string; en: string }[]> {
  const onOffer = (await listFundChoices(sql)).filter(({ slug }) => funds.includes(slug))
  return [
    ...regions.map(({ key, zh, en }) => ({ value: `region:${key}`, zh, en })),
    ...onOffer.map(({ slug, nameZh, nameEn }) => ({ value: `fund:${slug}`, zh: nameZh, en: nameEn })),
  ]
}
