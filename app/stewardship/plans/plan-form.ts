import { cleanText, lengthOf } from '~/giving/gift-form'
import { type AmountRefusal, type Fen, parseYuan, yuanText } from '~/money/fen'
import { type Day, isDay } from '~/platform/dates'
import { personalIn } from '~/platform/personal-in'
import { fileNeededAboveFen, isPlanCategory, type PlanLine, type PlanSource } from './plan'

export const longestPlan = {
  title: 60,
  titleEn: 120,
  purpose: 2_000,
  line: 60,
  text: 1_000,
  payee: 60,
} as const
export const mostPlanSources = 10
export const mostPlanLines = 30
const mostBeneficiaries = 10_000_000

export interface PlanDraft {
  titleZh: string
  titleEn: string
  purposeZh: string
  purposeEn: string
  category: string
  project: string | null
  /** How many people it serves; 0 while it is not written. */
  beneficiaries: number
  fromOn: Day
  toOn: Day
  sources: { fund: string; amountFen: Fen }[]
  lines: { title: string; amountFen: Fen }[]
}

export type PlanFault =
  | 'missing'
  | 'too-long'
  | 'not-a-day'
  | 'ends-before'
  | 'lasts-too-long'
  | 'not-whole'
  | 'too-many'
  | 'twice'
  | 'unknown'
  | 'sums-differ'
  | 'file-needed'
  | 'personal'
  | Exclude<AmountRefusal, 'empty'>
/** Faults by the field's name: `titleZh`, `source2Amount`, `line1Title` …; `sums` and `file` are about the whole. */
export type PlanErrors = Readonly<Record<string, PlanFault>>
type Text = (name: string) => string

/** As typed: what a draft lacks may come later, what is written must make sense. */
export function readPlanForm(text: Text): { ok: true; draft: PlanDraft } | { ok: false; errors: PlanErrors } {
  const errors: Record<string, PlanFault> = {}
  const clean = (name: string, most: number, needed = false, lines: 'one' | 'many' = 'one') => {
    const value = cleanText(text(name), lines)
    if (value === '' && needed) errors[name] = 'missing'
    else if (lengthOf(value) > most) errors[name] = 'too-long'
    // The public reads it once it is approved.
    else if (personalIn(value).length > 0) errors[name] = 'personal'
    return value
  }
  const amount = (name: string): Fen => {
    const read = parseYuan(text(name))
    if (read.ok) return read.fen
    errors[name] = read.reason === 'empty' ? 'missing' : read.reason
    return 0n
  }
  const titleZh = clean('titleZh', longestPlan.title, true)
  const titleEn = clean('titleEn', longestPlan.titleEn)
  const purposeZh = clean('purposeZh', longestPlan.purpose, false, 'many')
  const purposeEn = clean('purposeEn', longestPlan.purpose, false, 'many')
  const category = text('category')
  if (!isPlanCategory(category)) errors.category = 'missing'
  const [fromOn, toOn] = [text('fromOn').trim(), text('toOn').trim()]
  for (const [name, day] of Object.entries({ fromOn, toOn }))
    if (day === '') errors[name] = 'missing'
    else if (!isDay(day) || day < '2000-01-01') errors[name] = 'not-a-day'
  if (!errors.fromOn && !errors.toOn) {
    if (toOn < fromOn) errors.toOn = 'ends-before'
    else if (Number(toOn.slice(0, 4)) - Number(fromOn.slice(0, 4)) > 5) errors.toOn = 'lasts-too-long'
  }
  const beneficiaries = readCount(text('beneficiaries'))
  if (typeof beneficiaries === 'string') errors.beneficiaries = beneficiaries
  const sources: PlanDraft['sources'] = []
  for (let n = 1; n <= mostPlanSources; n++) {
    const fund = text(`source${n}Fund`)
    if (fund === '' && text(`source${n}Amount`).trim() === '') continue
    if (fund === '') errors[`source${n}Fund`] = 'missing'
    else if (sources.some((source) => source.fund === fund)) errors[`source${n}Fund`] = 'twice'
    sources.push({ fund, amountFen: amount(`source${n}Amount`) })
  }
  const lines: PlanDraft['lines'] = []
  for (let n = 1; n <= mostPlanLines; n++) {
    if (text(`line${n}Title`).trim() === '' && text(`line${n}Amount`).trim() === '') continue
    lines.push({ title: clean(`line${n}Title`, longestPlan.line, true), amountFen: amount(`line${n}Amount`) })
  }
  // A plan belongs to its funds: who may see and file it follows from them.
  if (sources.length === 0) errors.source1Fund = 'missing'
  if (Object.keys(errors).length > 0 || typeof beneficiaries === 'string') return { ok: false, errors }
  const texts = { titleZh, titleEn, purposeZh, purposeEn, category, project: text('project') || null }
  return { ok: true, draft: { ...texts, beneficiaries, fromOn, toOn, sources, lines } }
}

function readCount(typed: string): number | 'not-whole' | 'too-many' {
  const plain = typed.normalize('NFKC').replace(/[,\s]/g, '')
  if (plain === '') return 0
  if (!/^\d{1,12}$/.test(plain)) return 'not-whole'
  return Number(plain) > mostBeneficiaries ? 'too-many' : Number(plain)
}

/** What a plan lacks before it can be handed in, by the field where it is mended; nothing when it is whole. */
export function findMissing(
  plan: Pick<PlanDraft, 'purposeZh' | 'beneficiaries' | 'sources' | 'lines'>,
  files: number,
): PlanErrors {
  const missing: Record<string, PlanFault> = {}
  const sum = (rows: readonly { amountFen: Fen }[]) =>
    rows.reduce((all, { amountFen }) => all + amountFen, 0n)
  if (plan.purposeZh === '') missing.purposeZh = 'missing'
  if (plan.beneficiaries === 0) missing.beneficiaries = 'missing'
  if (plan.lines.length === 0) missing.line1Title = 'missing'
  else if (sum(plan.lines) !== sum(plan.sources)) missing.sums = 'sums-differ'
  if (sum(plan.sources) > fileNeededAboveFen && files === 0) missing.file = 'file-needed'
  return missing
}

/** A plan as its form shows it. */
export function fieldsOfPlan(plan: PlanDraft): Record<string, string> {
  const { sources, lines, project, beneficiaries, ...texts } = plan
  const rows = [
    ...sources.flatMap(({ fund, amountFen }, n) => [
      [`source${n + 1}Fund`, fund],
      [`source${n + 1}Amount`, yuanText(amountFen)],
    ]),
    ...lines.flatMap(({ title, amountFen }, n) => [
      [`line${n + 1}Title`, title],
      [`line${n + 1}Amount`, yuanText(amountFen)],
    ]),
  ]
  const count = beneficiaries === 0 ? '' : String(beneficiaries)
  return { ...texts, project: project ?? '', beneficiaries: count, ...Object.fromEntries(rows) }
}

export const mostPaymentParts = 12

export interface PaymentDraft {
  payee: string
  /** A person: the public reads no name. */
  isPerson: boolean
  paidOn: Day
  parts: { fund: string; line: number; amountFen: Fen }[]
  instalment: { contract: string; no: number } | null
  /** The contract whose yearly budget it is paid from, when it has no instalments. */
  contract: string | null
  /** Whoever pays has seen that the year's budget does not hold it. */
  overYear: boolean
}
export type PaymentFault = PlanFault | 'not-yet' | 'before-approved' | 'more-than-source' | 'not-enough'
export type PaymentErrors = Readonly<Record<string, PaymentFault>>

/** One payment: to whom, when, and which fund pays how much for which line of the budget. */
export function readPaymentForm(
  text: Text,
  plan: { sources: readonly PlanSource[]; lines: readonly PlanLine[]; approvedOn: Day | null },
  today: Day,
): { ok: true; draft: PaymentDraft } | { ok: false; errors: PaymentErrors } {
  const errors: Record<string, PaymentFault> = {}
  const payee = cleanText(text('payee'), 'one')
  if (payee === '') errors.payee = 'missing'
  else if (lengthOf(payee) > longestPlan.payee) errors.payee = 'too-long'
  const paidOn = text('paidOn').trim()
  if (paidOn === '') errors.paidOn = 'missing'
  else if (!isDay(paidOn)) errors.paidOn = 'not-a-day'
  else if (paidOn > today) errors.paidOn = 'not-yet'
  else if (plan.approvedOn === null || paidOn < plan.approvedOn) errors.paidOn = 'before-approved'
  const parts: PaymentDraft['parts'] = []
  for (let n = 1; n <= mostPaymentParts; n++) {
    if (text(`part${n}Amount`).trim() === '') continue
    const read = parseYuan(text(`part${n}Amount`))
    if (!read.ok) errors[`part${n}Amount`] = read.reason === 'empty' ? 'missing' : read.reason
    const source = plan.sources.find(({ fund }) => fund === text(`part${n}Fund`))
    if (!source) errors[`part${n}Fund`] = 'missing'
    const line = plan.lines.find(({ no }) => String(no) === text(`part${n}Line`))
    if (!line) errors[`part${n}Line`] = 'missing'
    if (read.ok && source && line) parts.push({ fund: source.fund, line: line.no, amountFen: read.fen })
  }
  if (parts.length === 0 && Object.keys(errors).every((name) => !name.startsWith('part')))
    errors.part1Amount = 'missing'
  const [contract = '', no = ''] = text('instalment').split(' ')
  const instalment = contract === '' || no === '' ? null : { contract, no: Number(no) }
  const byYear = contract !== '' && no === '' ? contract : null
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  const said = { payee, isPerson: text('isPerson') === 'yes', overYear: text('overYear') === 'yes' }
  return { ok: true, draft: { ...said, paidOn, parts, instalment, contract: byYear } }
}
