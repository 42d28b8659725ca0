import { parseYuan, yuanText } from '~/money/fen'
import { isDay } from '~/platform/dates'
import { isFreeSlug, slugShape } from '~/platform/slug'
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
  'founder',
  'manager',
  'foundedOn',
  'openingMinFen',
  'group',
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
  founder: '',
  manager: '',
  foundedOn: '',
  openingMinFen: '',
  group: '',
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
  founder: fund.founder ?? '',
  manager: fund.manager ?? '',
  foundedOn: fund.foundedOn ?? '',
  openingMinFen: fund.openingMinFen == null ? '' : yuanText(BigInt(fund.openingMinFen)),
  group: fund.group ?? '',
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
  for (const name of ['founder', 'manager'] as const)
    if (typed[name].length > mostFundCharacters.name) errors[name] = 'too-long'
  if (typed.foundedOn !== '' && !isDay(typed.foundedOn)) errors.foundedOn = 'not-a-day'
  const opening = typed.openingMinFen === '' ? null : parseYuan(typed.openingMinFen)
  if (opening && !opening.ok) errors.openingMinFen = 'amount'
  if (typed.group !== '' && !slugShape.test(typed.group)) errors.group = 'unknown-group'
  if (typed.reason.length > 400) errors.reason = 'too-long'
  if (!isFreeSlug(typed.slug)) errors.slug = 'slug-shape'
  if (!(fundKinds as readonly string[]).includes(typed.kind)) errors.kind = 'empty'
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  const { nameZh, nameEn, purposeZh, purposeEn } = typed
  const texts = { nameZh, nameEn, purposeZh, purposeEn }
  const facts = {
    founder: typed.founder,
    manager: typed.manager,
    foundedOn: typed.foundedOn || null,
    openingMinFen: opening?.ok ? opening.fen : null,
    group: typed.group || null,
  }
  return {
    ok: true,
    texts: { ...texts, ...facts, restricted: typed.restricted === 'yes', position: Number(typed.position) },
  }
}
