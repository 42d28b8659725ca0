import { type Fen, parseYuan, yuanText } from '~/money/fen'
import { cleanText, lengthOf } from './gift-form'
import { mostLevels, type Sponsor, type SponsorLevel } from './sponsor'

const names = [
  'formId',
  'nameZh',
  'nameEn',
  'nameConsent',
  'logoConsent',
  'level',
  'cash',
  'goods',
  'goodsZh',
  'goodsEn',
  'fund',
  'link',
  'note',
  'version',
] as const
/** What the desk typed of a sponsor; a missing field is an empty text. */
export type SponsorFields = Record<(typeof names)[number], string>
export type SponsorFault =
  | 'missing'
  | 'too-long'
  | 'amount'
  | 'no-worth'
  | 'link'
  | 'both-languages'
  | 'unknown-level'
  | 'unknown-fund'
export type SponsorErrors = Partial<Record<keyof SponsorFields, SponsorFault>>
export interface SponsorDraft {
  nameZh: string
  nameEn: string
  nameConsent: boolean
  logoConsent: boolean
  level: string
  cashFen: Fen
  goodsFen: Fen
  goodsZh: string
  goodsEn: string
  fund: string
  link: string
  note: string
}

export const sponsorFieldsOf = (form: FormData): SponsorFields =>
  Object.fromEntries(
    names.map((name) => [name, String(form.get(name) ?? '').slice(0, 1_000)]),
  ) as SponsorFields
export const emptySponsor = (formId: string): SponsorFields =>
  ({ ...Object.fromEntries(names.map((name) => [name, ''])), formId }) as SponsorFields
const yuan = (fen: Fen) => (fen === 0n ? '' : yuanText(fen))
export const fieldsOfSponsor = (s: Sponsor): SponsorFields => ({
  ...{
    formId: s.id,
    nameZh: s.nameZh,
    nameEn: s.nameEn,
    level: s.level,
    fund: s.fund,
    link: s.link,
    note: s.note,
  },
  ...{ goodsZh: s.goodsZh, goodsEn: s.goodsEn, cash: yuan(s.cashFen), goods: yuan(s.goodsFen) },
  nameConsent: s.nameConsent ? 'yes' : '',
  logoConsent: s.logoConsent ? 'yes' : '',
  version: String(s.version),
})

const longest = { nameZh: 80, nameEn: 120, goodsZh: 120, goodsEn: 200, note: 400, link: 200 } as const
function isLink(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === ''
}

/** Checks what was typed against the campaign's levels and the funds that there are. */
export function readSponsorForm(
  fields: SponsorFields,
  { levels, funds }: { levels: readonly string[]; funds: readonly string[] },
): { ok: true; draft: SponsorDraft } | { ok: false; errors: SponsorErrors } {
  const errors: SponsorErrors = {}
  const text = (name: keyof typeof longest) => {
    const clean = cleanText(fields[name], 'one')
    if (lengthOf(clean) > longest[name]) errors[name] = 'too-long'
    return clean
  }
  const texts = { nameZh: text('nameZh'), nameEn: text('nameEn'), note: text('note'), link: text('link') }
  const goods = { goodsZh: text('goodsZh'), goodsEn: text('goodsEn') }
  for (const name of ['nameZh', 'nameEn'] as const) if (texts[name] === '') errors[name] = 'missing'
  if (texts.link !== '' && !isLink(texts.link)) errors.link = 'link'
  const amount = (name: 'cash' | 'goods'): Fen => {
    if (fields[name].trim() === '') return 0n
    const read = parseYuan(fields[name])
    if (!read.ok) errors[name] = 'amount'
    return read.ok ? read.fen : 0n
  }
  const [cashFen, goodsFen] = [amount('cash'), amount('goods')]
  if (!errors.cash && !errors.goods && cashFen + goodsFen === 0n) errors.cash = 'no-worth'
  if (goodsFen > 0n)
    for (const name of ['goodsZh', 'goodsEn'] as const)
      if (goods[name] === '') errors[name] = 'both-languages'
  if (!levels.includes(fields.level)) errors.level = fields.level === '' ? 'missing' : 'unknown-level'
  if (!funds.includes(fields.fund)) errors.fund = fields.fund === '' ? 'missing' : 'unknown-fund'
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  const consents = { nameConsent: fields.nameConsent === 'yes', logoConsent: fields.logoConsent === 'yes' }
  const { level, fund } = fields
  return { ok: true, draft: { ...texts, ...goods, ...consents, level, fund, cashFen, goodsFen } }
}

/** Rows of the levels' form, in their order; empty rows are left out. Null when a row has one language only or is too long. */
export function readLevels(form: FormData): SponsorLevel[] | null {
  const rows = Array.from({ length: mostLevels }, (_, n) => ({
    key: String(form.get(`key${n}`) ?? ''),
    nameZh: cleanText(String(form.get(`zh${n}`) ?? ''), 'one'),
    nameEn: cleanText(String(form.get(`en${n}`) ?? ''), 'one'),
  })).filter((row) => row.nameZh !== '' || row.nameEn !== '')
  const fine = rows.every(
    (r) => r.nameZh !== '' && r.nameEn !== '' && lengthOf(r.nameZh) <= 20 && lengthOf(r.nameEn) <= 40,
  )
  const taken = new Set(rows.map((r) => r.key))
  let next = 1
  const fresh = () => {
    while (taken.has(`level-${next}`)) next += 1
    taken.add(`level-${next}`)
    return `level-${next}`
  }
  return fine
    ? rows.map((row) => ({ ...row, key: /^level-\d{1,3}$/.test(row.key) ? row.key : fresh() }))
    : null
}
