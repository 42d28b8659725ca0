import { type AmountRefusal, type Fen, parseYuan, yuanText } from '~/money/fen'
import { type Day, isDay } from '~/platform/dates'
import { type BatchKind, type BatchLine, batchKinds, longestBatch, mostLineFen } from './batch'
import { cleanText, isAddress, lengthOf } from './gift-form'

/** What was typed; a missing field is an empty text. */
export interface BatchFields {
  formId: string
  kind: string
  place: string
  /** `<campaign>` (by its routing), or `<campaign> <fund>`. */
  to: string
  receivedOn: string
}
export interface BatchDraft {
  kind: BatchKind
  place: string
  campaign: string
  fund: string | null
  receivedOn: Day
}
export type BatchErrors = Partial<
  Record<keyof BatchFields, 'missing' | 'too-long' | 'not-a-day' | 'not-yet' | 'unknown-place'>
>

export interface LineFields {
  formId: string
  amount: string
  donorName: string
  nameConsent: string
  contactEmail: string
  /** Empty: as the batch says. `routing`: by the campaign's routing. Else a fund. */
  fund: string
  chequeNumber: string
  chequeBank: string
}
export interface LineDraft {
  amountFen: Fen
  donorName: string
  nameConsent: boolean
  contactEmail: string
  fund: string | null
  chequeNumber: string
  chequeBank: string
}
export type LineErrors = Partial<
  Record<
    keyof LineFields,
    | Exclude<AmountRefusal, 'empty'>
    | 'missing'
    | 'too-long'
    | 'not-an-address'
    | 'name-for-consent'
    | 'unknown-fund'
  >
>

const textsOf =
  (form: FormData) =>
  (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value.slice(0, 1_000) : ''
  }

export function batchFieldsOf(form: FormData): BatchFields {
  const text = textsOf(form)
  return {
    formId: text('formId'),
    kind: text('kind'),
    place: text('place'),
    to: text('to'),
    receivedOn: text('receivedOn'),
  }
}

export const emptyLine = (formId: string): LineFields => ({
  formId,
  amount: '',
  donorName: '',
  nameConsent: '',
  contactEmail: '',
  fund: '',
  chequeNumber: '',
  chequeBank: '',
})

export function lineFieldsOf(form: FormData): LineFields {
  const text = textsOf(form)
  const fields = emptyLine(text('formId'))
  for (const name of Object.keys(fields) as (keyof LineFields)[]) fields[name] = text(name)
  return fields
}

/** Checks what was typed; that campaign and fund take money is the verb's to know. */
export function readBatchForm(
  fields: BatchFields,
  today: Day,
): { ok: true; draft: BatchDraft } | { ok: false; errors: BatchErrors } {
  const errors: BatchErrors = {}
  const kind = batchKinds.find((one) => one === fields.kind)
  if (!kind) errors.kind = 'missing'
  const place = cleanText(fields.place, 'one')
  if (place === '') errors.place = 'missing'
  else if (lengthOf(place) > longestBatch.place) errors.place = 'too-long'
  const [campaign = '', fund = ''] = fields.to.split(' ')
  if (campaign === '') errors.to = 'missing'
  const receivedOn = fields.receivedOn.trim()
  if (receivedOn === '') errors.receivedOn = 'missing'
  else if (!isDay(receivedOn) || receivedOn < '2000-01-01') errors.receivedOn = 'not-a-day'
  else if (receivedOn > today) errors.receivedOn = 'not-yet'
  if (Object.keys(errors).length > 0 || !kind) return { ok: false, errors }
  return { ok: true, draft: { kind, place, campaign, fund: fund || null, receivedOn } }
}

/** Checks one line. `batch` says what its lines need, and which funds they may name. */
export function readLineForm(
  fields: LineFields,
  batch: { kind: BatchKind; fund: string | null; funds: readonly string[] },
): { ok: true; draft: LineDraft } | { ok: false; errors: LineErrors } {
  const errors: LineErrors = {}
  const amount = parseYuan(fields.amount)
  if (!amount.ok) errors.amount = amount.reason === 'empty' ? 'missing' : amount.reason
  else if (amount.fen > mostLineFen) errors.amount = 'too-large'
  const donorName = cleanText(fields.donorName, 'one')
  const nameConsent = fields.nameConsent === 'yes'
  if (lengthOf(donorName) > longestBatch.name) errors.donorName = 'too-long'
  else if (donorName === '' && nameConsent) errors.donorName = 'name-for-consent'
  const contactEmail = cleanText(fields.contactEmail, 'one')
  if (contactEmail !== '' && !isAddress(contactEmail)) errors.contactEmail = 'not-an-address'
  const fund = fields.fund === '' ? batch.fund : fields.fund === 'routing' ? null : fields.fund
  if (fund !== null && !batch.funds.includes(fund)) errors.fund = 'unknown-fund'
  const isCheque = batch.kind === 'cheque'
  const chequeNumber = isCheque ? cleanText(fields.chequeNumber.normalize('NFKC'), 'one') : ''
  const chequeBank = isCheque ? cleanText(fields.chequeBank, 'one') : ''
  if (isCheque && chequeNumber === '') errors.chequeNumber = 'missing'
  else if (lengthOf(chequeNumber) > longestBatch.chequeNumber) errors.chequeNumber = 'too-long'
  if (isCheque && chequeBank === '') errors.chequeBank = 'missing'
  else if (lengthOf(chequeBank) > longestBatch.chequeBank) errors.chequeBank = 'too-long'
  if (Object.keys(errors).length > 0 || !amount.ok) return { ok: false, errors }
  const cheque = { chequeNumber, chequeBank }
  return {
    ok: true,
    draft: { amountFen: amount.fen, donorName, nameConsent, contactEmail, fund, ...cheque },
  }
}

/** A line as it stands in its form. */
export const fieldsOfLine = (line: BatchLine, batchFund: string | null): LineFields => ({
  formId: line.id,
  amount: line.amountFen === null ? '' : yuanText(line.amountFen),
  donorName: line.donorName,
  nameConsent: line.nameConsent ? 'yes' : '',
  contactEmail: line.contactEmail,
  fund: line.fund === batchFund ? '' : (line.fund ?? 'routing'),
  chequeNumber: line.chequeNumber,
  chequeBank: line.chequeBank,
})
