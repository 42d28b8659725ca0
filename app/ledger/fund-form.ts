import { isFreeSlug } from '~/platform/slug'
import type { FundTexts } from './fund-input'
import { fundKinds, mostFundCharacters } from './fund-limits'

export const fundFieldNames = [
  'nameZh',
  'nameEn',
  'slug',
  'kind',
  'purposeZh',
  'purposeEn',
  'restricted',
  'position',
  'reason',
] as const
export type FundField = (typeof fundFieldNames)[number]
/** `restricted` is `yes` or empty. */
export type FundFields = Record<FundField, string>

export const emptyFundFields: FundFields = {
  nameZh: '',
  nameEn: '',
  slug: '',
  kind: 'community',
  purposeZh: '',
  purposeEn: '',
  restricted: 'yes',
  position: '100',
  reason: '',
}

export const fieldsOfFund = (fund: FundTexts & { slug: string; kind: string }): FundFields => ({
  nameZh: fund.nameZh,
  nameEn: fund.nameEn,
  slug: fund.slug,
  kind: fund.kind,
  purposeZh: fund.purposeZh,
  purposeEn: fund.purposeEn,
  restricted: fund.restricted ? 'yes' : '',
  position: String(fund.position),
  reason: '',
})

/** Checks what was typed and reads it as what `createFund` and `editFund` take. */
export function readFundForm(
  fields: FundFields,
): { ok: true; texts: FundTexts } | { ok: false; errors: Partial<Record<FundField, string>> } {
  const errors: Partial<Record<FundField, string>> = {}
  const typed = Object.fromEntries(
    fundFieldNames.map((name) => [name, fields[name].normalize('NFC').trim()]),
  ) as FundFields
  for (const name of ['nameZh', 'nameEn', 'purposeZh', 'purposeEn'] as const) {
    const most = name.startsWith('name') ? mostFundCharacters.name : mostFundCharacters.purpose
    if (typed[name] === '') errors[name] = 'empty'
    else if (typed[name].length > most) errors[name] = 'too-long'
  }
  if (!/^\d{1,5}$/.test(typed.position)) errors.position = 'not-whole'
  if (typed.reason.length > 400) errors.reason = 'too-long'
  if (!isFreeSlug(typed.slug)) errors.slug = 'slug-shape'
  if (!(fundKinds as readonly string[]).includes(typed.kind)) errors.kind = 'empty'
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  const { nameZh, nameEn, purposeZh, purposeEn } = typed
  const texts = { nameZh, nameEn, purposeZh, purposeEn }
  return {
    ok: true,
    texts: { ...texts, restricted: typed.restricted === 'yes', position: Number(typed.position) },
  }
}
