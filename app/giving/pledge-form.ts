import { type AmountRefusal, type Fen, yuanText } from '~/money/fen'
import { cleanText, longest as giftLongest, isAddress, lengthOf } from './gift-form'
import { designationOf, type PledgeSetting } from './pledge'
import { readPledgedAmount } from './pledge-amount'

export const longest = {
  unit: 80,
  name: giftLongest.name,
  email: giftLongest.email,
  phone: 30,
  note: 200,
} as const

/** What was typed, as the browser sends it; a missing field is an empty text. */
export interface PledgeFields {
  formId: string
  unitName: string
  amount: string
  /** Empty: left to the federation; else `region:<key>` or `fund:<slug>`. */
  designation: string
  contactName: string
  contactEmail: string
  contactPhone: string
  nameConsent: string
  note: string
}

export interface PledgeDraft {
  unitName: string
  amountFen: Fen
  region: string
  fund: string | null
  contactName: string
  contactEmail: string
  contactPhone: string
  nameConsent: boolean
  note: string
}

export type PledgeField = keyof PledgeFields
export type PledgeFault =
  | 'missing'
  | 'too-long'
  | 'not-an-address'
  | 'not-a-phone'
  | 'unknown-designation'
  | Exclude<AmountRefusal, 'empty'>
  | 'below-least'
export type PledgeErrors = Partial<Record<PledgeField, PledgeFault>>

/** What a unit pledges at least; below it a gift on the campaign's page is the shorter way. */
export const leastPledgeFen = 10_000n

export const pledgeFieldNames = [
  ...['formId', 'unitName', 'amount', 'designation', 'contactName'],
  ...['contactEmail', 'contactPhone', 'nameConsent', 'note'],
] as PledgeField[]

export const emptyPledge = (formId: string): PledgeFields =>
  Object.fromEntries(
    pledgeFieldNames.map((n) => [n, n === 'formId' ? formId : '']),
  ) as unknown as PledgeFields

export function pledgeFieldsOf(form: FormData): PledgeFields {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.slice(0, 2_000) : ''
  }
  return Object.fromEntries(pledgeFieldNames.map((n) => [n, text(n)])) as unknown as PledgeFields
}

export const isPhone = (text: string): boolean => /^\+?[\d\s()-]{5,30}$/.test(text)

/** Which region and fund `typed` names; null when the campaign offers no such. */
export function readDesignation(
  typed: string,
  offer: Pick<PledgeSetting, 'regions' | 'funds'>,
): { region: string; fund: string | null } | null {
  if (typed === '') return { region: '', fund: null }
  const region = offer.regions.find(({ key }) => typed === `region:${key}`)
  if (region) return { region: region.key, fund: region.fund }
  const fund = offer.funds.find((slug) => typed === `fund:${slug}`)
  return fund === undefined ? null : { region: '', fund }
}

/**
 * Checks what was typed; faults by field. Whoever fills it in for themselves must be reachable by mail; the desk (`reach`
 * `any`) enters what stands on a paper. An id of the form that is none is the caller's to renew.
 */
export function readPledgeForm(
  fields: PledgeFields,
  offer: Pick<PledgeSetting, 'regions' | 'funds'>,
  reach: 'mail' | 'any' = 'mail',
): { ok: true; draft: PledgeDraft } | { ok: false; errors: PledgeErrors } {
  const errors: PledgeErrors = {}
  if (!/^[0-9a-f-]{36}$/.test(fields.formId)) errors.formId = 'missing'
  const unitName = cleanText(fields.unitName, 'one')
  if (unitName === '') errors.unitName = 'missing'
  else if (lengthOf(unitName) > longest.unit) errors.unitName = 'too-long'
  const amount = readPledgedAmount(fields.amount)
  if (!amount.ok) errors.amount = amount.reason === 'empty' ? 'missing' : amount.reason
  else if (amount.fen < leastPledgeFen) errors.amount = 'below-least'
  const designation = readDesignation(fields.designation, offer)
  if (!designation) errors.designation = 'unknown-designation'
  const contactName = cleanText(fields.contactName, 'one')
  if (contactName === '' && reach === 'mail') errors.contactName = 'missing'
  else if (lengthOf(contactName) > longest.name) errors.contactName = 'too-long'
  const contactEmail = cleanText(fields.contactEmail, 'one')
  if (contactEmail === '' && reach === 'mail') errors.contactEmail = 'missing'
  else if (contactEmail !== '' && !isAddress(contactEmail)) errors.contactEmail = 'not-an-address'
  const contactPhone = cleanText(fields.contactPhone.normalize('NFKC'), 'one')
  if (contactPhone !== '' && !isPhone(contactPhone)) errors.contactPhone = 'not-a-phone'
  const note = cleanText(fields.note, 'many')
  if (lengthOf(note) > longest.note) errors.note = 'too-long'
  if (Object.keys(errors).length > 0 || !amount.ok || !designation) return { ok: false, errors }
  const nameConsent = fields.nameConsent === 'yes'
  return {
    ok: true,
    draft: {
      unitName,
      amountFen: amount.fen,
      ...designation,
      contactName,
      contactEmail,
      contactPhone,
      nameConsent,
      note,
    },
  }
}

/** A stored pledge as it stands in its form. */
export const fieldsOfPledge = (
  p: Omit<PledgeDraft, 'amountFen'> & { id: string; amountFen: Fen | string },
): PledgeFields => ({
  formId: p.id,
  unitName: p.unitName,
  amount: yuanText(BigInt(p.amountFen)),
  designation: designationOf(p),
  contactName: p.contactName,
  contactEmail: p.contactEmail,
  contactPhone: p.contactPhone,
  nameConsent: p.nameConsent ? 'yes' : '',
  note: p.note,
})
