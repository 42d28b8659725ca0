import type { Composed } from '../statement/composed'

/** What the project's people write of a quarter; figures stand in it as live fields. */
export interface Texts {
  doneZh: string
  doneEn: string
  cameZh: string
  cameEn: string
}
export const textKeys = ['doneZh', 'doneEn', 'cameZh', 'cameEn'] as const satisfies (keyof Texts)[]

/** Another statement's text, or an earlier one's of the same project. */
export interface OtherText extends Texts {
  project: string
  period: string
  nameZh: string
}

export interface CheckInput {
  composed: Composed
  texts: Texts
  /** Why a correction is one; empty in the first version. */
  explanation: { explanationZh: string; explanationEn: string }
  /** Of this period and those before it, newest first. */
  others: readonly OtherText[]
  /** The name in the statement that was published last, when there is one. */
  publishedName: string | null
  acknowledged: readonly { number: string; reason: string }[]
}

export const findingCodes = [
  'ledger-differs',
  'category-sum-differs',
  'field-unknown',
  'part-missing',
  'text-of-another',
  'text-repeated',
  'period-differs',
  'day-outside',
  'name-differs',
  'number-unsupported',
  'personal-data',
] as const
export interface Finding {
  code: (typeof findingCodes)[number]
  /** `stop`: nobody may publish before it is mended. `look`: a person should look, and may go on. */
  level: 'stop' | 'look'
  /** The text it stands in, when it stands in one. */
  at: keyof Texts | 'explanationZh' | 'explanationEn' | 'intro' | null
  /** The words of the sentence that tells of it, and the exact piece of text. Holds no personal data: those are cut short. */
  detail: Record<string, string>
}

/** A small pure look at a statement. */
export type Check = (input: CheckInput) => Finding[]

export const stops = (findings: readonly Finding[]): boolean => findings.some(({ level }) => level === 'stop')
