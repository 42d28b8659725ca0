import { cleanText, lengthOf } from './gift-form'
import { mostRegions, type PledgeRegion, type PledgeSetting } from './pledge'

/** What the desk typed; a missing field is an empty text. */
export interface SettingFields {
  takesPledges: string
  accountName: string
  bankName: string
  accountNumber: string
  regions: { key: string; zh: string; en: string; fund: string }[]
  funds: string[]
  version: string
}
export type SettingDraft = Omit<PledgeSetting, 'campaign' | 'version'>
export type SettingFault =
  | 'missing'
  | 'too-long'
  | 'not-a-number'
  | 'both-languages'
  | 'unknown-fund'
  | 'twice'
export type SettingErrors = Record<string, SettingFault>

export const longestSetting = { name: 80, region: 40 } as const

export function settingFieldsOf(form: FormData): SettingFields {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.slice(0, 500) : ''
  }
  return {
    takesPledges: text('takesPledges'),
    accountName: text('accountName'),
    bankName: text('bankName'),
    accountNumber: text('accountNumber'),
    regions: Array.from({ length: mostRegions }, (_, i) => ({
      key: text(`regionKey${i}`),
      zh: text(`regionZh${i}`),
      en: text(`regionEn${i}`),
      fund: text(`regionFund${i}`),
    })),
    funds: form.getAll('funds').filter((slug): slug is string => typeof slug === 'string'),
    version: text('version'),
  }
}

export const fieldsOfSetting = (setting: PledgeSetting | null): SettingFields => ({
  takesPledges: setting === null || setting.takesPledges ? 'yes' : '',
  accountName: setting?.accountName ?? '',
  bankName: setting?.bankName ?? '',
  accountNumber: setting?.accountNumber ?? '',
  regions: Array.from({ length: mostRegions }, (_, i) => {
    const region = setting?.regions[i]
    return { key: region?.key ?? '', zh: region?.zh ?? '', en: region?.en ?? '', fund: region?.fund ?? '' }
  }),
  funds: setting?.funds ?? [],
  version: String(setting?.version ?? 0),
})

/** Checks what was typed; faults by control (`regionZh2`). `funds` are the slugs that there are. */
export function readSettingForm(
  fields: SettingFields,
  funds: ReadonlySet<string>,
): { ok: true; draft: SettingDraft } | { ok: false; errors: SettingErrors } {
  const errors: SettingErrors = {}
  const line = (control: 'accountName' | 'bankName') => {
    const text = cleanText(fields[control], 'one')
    if (text === '') errors[control] = 'missing'
    else if (lengthOf(text) > longestSetting.name) errors[control] = 'too-long'
    return text
  }
  const [accountName, bankName] = [line('accountName'), line('bankName')]
  const accountNumber = cleanText(fields.accountNumber.normalize('NFKC'), 'one')
  if (accountNumber === '') errors.accountNumber = 'missing'
  else if (!/^\d[\d -]{6,40}\d$/.test(accountNumber)) errors.accountNumber = 'not-a-number'
  const regions: PledgeRegion[] = []
  fields.regions.forEach((typed, i) => {
    const [zh, en] = [cleanText(typed.zh, 'one'), cleanText(typed.en, 'one')]
    if (zh === '' && en === '') return
    if (zh === '') errors[`regionZh${i}`] = 'both-languages'
    else if (en === '') errors[`regionEn${i}`] = 'both-languages'
    if (lengthOf(zh) > longestSetting.region) errors[`regionZh${i}`] = 'too-long'
    if (lengthOf(en) > longestSetting.region) errors[`regionEn${i}`] = 'too-long'
    if (regions.some((r) => r.zh === zh)) errors[`regionZh${i}`] = 'twice'
    if (typed.fund !== '' && !funds.has(typed.fund)) errors[`regionFund${i}`] = 'unknown-fund'
    const key = /^[a-z0-9-]{1,40}$/.test(typed.key) ? typed.key : keyOf(en, regions)
    regions.push({ key, zh, en, fund: typed.fund || null })
  })
  if (fields.funds.some((slug) => !funds.has(slug))) errors.funds = 'unknown-fund'
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  const takesPledges = fields.takesPledges === 'yes'
  return {
    ok: true,
    draft: { takesPledges, accountName, bankName, accountNumber, regions, funds: [...new Set(fields.funds)] },
  }
}

/** What a region is called in the books: it stays when the region is renamed. */
function keyOf(en: string, taken: readonly PledgeRegion[]): string {
  const base =
    en
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 30) || 'region'
  const isTaken = (key: string) => taken.some((region) => region.key === key)
  let key = base
  for (let n = 2; isTaken(key); n++) key = `${base}-${n}`
  return key
}
