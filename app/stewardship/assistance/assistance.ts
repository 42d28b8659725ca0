import { cleanText, lengthOf } from '~/giving/gift-form'
import { type AmountRefusal, type Fen, parseYuan } from '~/money/fen'
import { type Day, isDay } from '~/platform/dates'

/** 救助类别: what assistance is counted and published by. */
export interface AssistanceCategory {
  key: string
  nameZh: string
  nameEn: string
}

/** open (cases are written down) → proposed (waits for the second person) → paid → taken-back · dropped. */
export const assistanceStates = ['open', 'proposed', 'paid', 'taken-back', 'dropped'] as const
export type AssistanceState = (typeof assistanceStates)[number]

/** Cases that are paid together; nobody is named here. */
export interface AssistanceBatch {
  id: string
  project: string
  fund: string
  title: string
  paidOn: Day
  state: AssistanceState
  enteredByName: string
  /** Why it was dropped or taken back. */
  note: string
  reversedOn: Day | null
  cases: number
  amountFen: Fen
  createdAt: Date
}

/** One case without whoever it is. */
export interface AssistanceCase {
  id: string
  category: string
  amountFen: Fen
  township: string | null
  /** How many other cases that were paid or wait to be have the same identity number. */
  again: number
}

/** Who a case is: kept encrypted, shown to named roles only, each look in the trail. */
export interface Person {
  name: string
  idNumber: string
}

export const longestAssistance = { title: 60, name: 40, township: 30, note: 400 } as const
export const mostCases = 2_000
const mostCaseFen = 10n ** 9n

export type AssistanceFault =
  | 'missing'
  | 'too-long'
  | 'not-a-day'
  | 'not-yet'
  | 'unknown-place'
  | 'unknown-category'
  | 'id-number'
  | Exclude<AmountRefusal, 'empty'>
/** Faults by the field's name. */
export type AssistanceErrors = Readonly<Record<string, AssistanceFault>>

type Text = (name: string) => string
type Read<Draft> = { ok: true; draft: Draft } | { ok: false; errors: AssistanceErrors }

export interface AssistanceDraft {
  title: string
  project: string
  fund: string
  paidOn: Day
}

/** What a batch is for, out of which fund, and the day on which it was really paid. */
export function readAssistanceForm(text: Text, today: Day): Read<AssistanceDraft> {
  const errors: Record<string, AssistanceFault> = {}
  const title = cleanText(text('title'), 'one')
  if (title === '') errors.title = 'missing'
  else if (lengthOf(title) > longestAssistance.title) errors.title = 'too-long'
  const [project, fund] = [text('project').trim(), text('fund').trim()]
  if (project === '') errors.project = 'missing'
  if (fund === '') errors.fund = 'missing'
  const paidOn = text('paidOn').trim()
  if (paidOn === '') errors.paidOn = 'missing'
  else if (!isDay(paidOn) || paidOn < '2000-01-01') errors.paidOn = 'not-a-day'
  else if (paidOn > today) errors.paidOn = 'not-yet'
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  return { ok: true, draft: { title, project, fund, paidOn } }
}

export interface CaseDraft {
  category: string
  amountFen: Fen
  township: string | null
  person: Person
}

/**
 * A number of an identity document as it is compared: wide letters and spaces do not make another person. Eighteen characters are a
 * resident identity card and must have the check character of GB 11643 (ISO 7064 MOD 11-2); others are five to thirty letters, digits
 * and hyphens. Null when it is none.
 */
export function readIdNumber(typed: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·.]/g, '')
  if (plain === '') return ''
  if (/^\d{17}[\dX]$/.test(plain)) {
    const sum = [...plain.slice(0, 17)].reduce((s, digit, i) => s + Number(digit) * (2 ** (17 - i) % 11), 0)
    return plain[17] === '10X98765432'[sum % 11] ? plain : null
  }
  return /^[A-Z0-9][A-Z0-9()-]{4,29}$/.test(plain) && plain.length !== 18 ? plain : null
}

/** One case. `categories`: the keys that there are. */
export function readCase(text: Text, categories: ReadonlySet<string>): Read<CaseDraft> {
  const errors: Record<string, AssistanceFault> = {}
  const category = text('category').trim()
  if (category === '') errors.category = 'missing'
  else if (!categories.has(category)) errors.category = 'unknown-category'
  const amount = parseYuan(text('amount'))
  if (!amount.ok) errors.amount = amount.reason === 'empty' ? 'missing' : amount.reason
  else if (amount.fen > mostCaseFen) errors.amount = 'too-large'
  const township = cleanText(text('township'), 'one')
  if (lengthOf(township) > longestAssistance.township) errors.township = 'too-long'
  const name = cleanText(text('name'), 'one')
  if (name === '') errors.name = 'missing'
  else if (lengthOf(name) > longestAssistance.name) errors.name = 'too-long'
  const idNumber = readIdNumber(text('idNumber').slice(0, 100))
  if (idNumber === null) errors.idNumber = 'id-number'
  if (Object.keys(errors).length > 0 || !amount.ok || idNumber === null) return { ok: false, errors }
  const who = { name, idNumber }
  return { ok: true, draft: { category, amountFen: amount.fen, township: township || null, person: who } }
}

export interface AssistanceFilter {
  q: string
  state: AssistanceState | null
}

export const readAssistanceFilter = (search: URLSearchParams): AssistanceFilter => ({
  q: (search.get('q') ?? '').trim().slice(0, 60),
  state: assistanceStates.find((one) => one === search.get('state')) ?? null,
})
