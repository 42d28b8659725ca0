import { type Fen, parseYuan } from '~/money/fen'
import { shanghaiMinute } from '~/platform/dates'
import { isUuid } from '~/platform/is-uuid'
import { cleanText, isAddress, lengthOf } from './gift-form'

/** What the desk typed of a pot; a missing field is an empty text. */
export interface PotFields {
  formId: string
  sponsorZh: string
  sponsorEn: string
  consent: string
  sponsorEmail: string
  fund: string
  cap: string
  perGift: string
  perDonor: string
  opens: string
  closes: string
}
export interface PotDraft {
  sponsorZh: string
  sponsorEn: string
  nameConsent: boolean
  sponsorEmail: string
  fund: string
  capFen: Fen
  perGiftFen: Fen | null
  perDonorFen: Fen | null
  opensAt: Date
  closesAt: Date
}
export type PotFault =
  | 'missing'
  | 'too-long'
  | 'amount'
  | 'email'
  | 'time'
  | 'ends-before'
  | 'above-cap'
  | 'unknown-fund'
  | 'given-fund'
export type PotErrors = Partial<Record<keyof PotFields, PotFault>>

const names = [
  'formId',
  'sponsorZh',
  'sponsorEn',
  'consent',
  'sponsorEmail',
  'fund',
  'cap',
  'perGift',
  'perDonor',
  'opens',
  'closes',
] as const
export const longestSponsor = 80

export const potFieldsOf = (form: FormData): PotFields =>
  Object.fromEntries(
    names.map((name) => [name, String(form.get(name) ?? '').slice(0, 500)]),
  ) as unknown as PotFields

export const emptyPot = (formId: string): PotFields => ({
  ...({ ...Object.fromEntries(names.map((name) => [name, ''])), formId } as unknown as PotFields),
})

const minuteShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/
const minuteOf = (text: string): Date | null => {
  const at = minuteShape.test(text) ? shanghaiMinute(text) : null
  return at && !Number.isNaN(at.getTime()) ? at : null
}

/** Checks what was typed. `funds`: the slugs there are; `given`: the campaign's own, which cannot match themselves. */
export function readPotForm(
  fields: PotFields,
  { funds, given }: { funds: readonly string[]; given: readonly string[] },
): { ok: true; draft: PotDraft } | { ok: false; errors: PotErrors } {
  const errors: PotErrors = {}
  if (!isUuid(fields.formId)) errors.formId = 'missing'
  const [sponsorZh, sponsorEn] = [cleanText(fields.sponsorZh, 'one'), cleanText(fields.sponsorEn, 'one')]
  for (const [name, text] of [
    ['sponsorZh', sponsorZh],
    ['sponsorEn', sponsorEn],
  ] as const) {
    if (text === '') errors[name] = 'missing'
    else if (lengthOf(text) > longestSponsor) errors[name] = 'too-long'
  }
  const sponsorEmail = fields.sponsorEmail.trim()
  if (sponsorEmail !== '' && !isAddress(sponsorEmail)) errors.sponsorEmail = 'email'
  if (!funds.includes(fields.fund)) errors.fund = fields.fund === '' ? 'missing' : 'unknown-fund'
  else if (given.includes(fields.fund)) errors.fund = 'given-fund'
  const amount = (name: 'cap' | 'perGift' | 'perDonor'): Fen | null => {
    if (fields[name].trim() === '') {
      if (name === 'cap') errors.cap = 'missing'
      return null
    }
    const read = parseYuan(fields[name])
    if (!read.ok) errors[name] = 'amount'
    return read.ok ? read.fen : null
  }
  const [capFen, perGiftFen, perDonorFen] = [amount('cap'), amount('perGift'), amount('perDonor')]
  if (capFen !== null && (perGiftFen ?? 0n) > capFen) errors.perGift = 'above-cap'
  if (capFen !== null && (perDonorFen ?? 0n) > capFen) errors.perDonor = 'above-cap'
  const [opensAt, closesAt] = [minuteOf(fields.opens), minuteOf(fields.closes)]
  if (!opensAt) errors.opens = 'time'
  if (!closesAt) errors.closes = 'time'
  else if (opensAt && closesAt <= opensAt) errors.closes = 'ends-before'
  if (Object.keys(errors).length > 0 || capFen === null || !opensAt || !closesAt) return { ok: false, errors }
  const limits = { capFen, perGiftFen, perDonorFen, opensAt, closesAt }
  const nameConsent = fields.consent === 'yes'
  return {
    ok: true,
    draft: { sponsorZh, sponsorEn, nameConsent, sponsorEmail, fund: fields.fund, ...limits },
  }
}
