import { cleanText, isAddress, lengthOf } from '~/giving/gift-form'
import { mostMembers } from './member-plan'
import { isPhone, longest, readAnswers } from './registration-form'
import type { WalkQuestion } from './walk-input'

/** The columns of a list of members, in the order in which a list without a header has them. */
export const memberColumns = [
  'name',
  'level',
  'phone',
  'email',
  'emergencyName',
  'emergencyPhone',
  'guardianName',
] as const
export type MemberColumn = (typeof memberColumns)[number]

/** What lists call the columns and levels, in both languages; lower case. */
export interface MemberWords {
  columns: Record<string, MemberColumn>
  levels: Record<string, string>
  questions: readonly WalkQuestion[]
}

export type MemberFault =
  | 'missing'
  | 'too-long'
  | 'level-unknown'
  | 'not-a-phone'
  | 'not-an-address'
  | 'answer'
  /** The same name and phone stand in the list before. */
  | 'twice'

export interface MemberRow {
  name: string
  level: string
  phone: string
  email: string
  emergencyName: string
  emergencyPhone: string
  /** Of a minor. */
  guardianName: string
  answers: Record<string, string>
}

/** Which cell is which column; a question is a column by its key or its label. */
export interface MemberPlaces {
  columns: Partial<Record<MemberColumn, number>>
  questions: Record<string, number>
}

export const wordOf = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** `5 km`, `5KM` and `５km` are one level. */
export const levelWordOf = (text: string): string => wordOf(text).replace(/\s/g, '')

/** Which cell is which, when `cells` are a header; null when they are somebody. */
export function readMemberHeader(cells: readonly string[], words: MemberWords): MemberPlaces | null {
  const places: MemberPlaces = { columns: {}, questions: {} }
  cells.forEach((cell, i) => {
    const word = wordOf(cell)
    const column = words.columns[word]
    const question = words.questions.find((q) =>
      [q.key, q.labelZh, q.labelEn].some((name) => wordOf(name) === word),
    )
    if (column) places.columns[column] ??= i
    else if (question) places.questions[question.key] ??= i
  })
  return places.columns.name === undefined ? null : places
}

/** Without a header: the columns in their order, then the organiser's questions in theirs. */
export const membersInOrder = (questions: readonly WalkQuestion[]): MemberPlaces => ({
  columns: Object.fromEntries(memberColumns.map((column, i) => [column, i])),
  questions: Object.fromEntries(questions.map(({ key }, i) => [key, memberColumns.length + i])),
})

/** A member from one row; an empty level is the walk's only one. Answers the first fault with its column. */
export function readMember(
  cells: readonly string[],
  places: MemberPlaces,
  words: MemberWords,
): { ok: true; member: MemberRow } | { ok: false; column: MemberColumn | 'answer'; reason: MemberFault } {
  const text = (column: MemberColumn) => cleanText(cells[places.columns[column] ?? -1] ?? '', 'one')
  const fault = (column: MemberColumn | 'answer', reason: MemberFault) => ({
    ok: false as const,
    column,
    reason,
  })
  const name = text('name')
  if (name === '') return fault('name', 'missing')
  for (const column of ['name', 'emergencyName', 'guardianName'] as const)
    if (lengthOf(text(column)) > longest.name) return fault(column, 'too-long')
  const levels = new Set(Object.values(words.levels))
  const typed = levelWordOf(text('level'))
  const level = typed === '' && levels.size === 1 ? [...levels][0] : words.levels[typed]
  if (level === undefined) return fault('level', typed === '' ? 'missing' : 'level-unknown')
  const phones = { phone: '', emergencyPhone: '' }
  for (const column of ['phone', 'emergencyPhone'] as const) {
    phones[column] = text(column).normalize('NFKC')
    if (phones[column] !== '' && !isPhone(phones[column])) return fault(column, 'not-a-phone')
  }
  const email = text('email')
  if (email !== '' && !isAddress(email)) return fault('email', 'not-an-address')
  let unanswered = false
  const given = Object.entries(places.questions).map(([key, at]) => [key, cells[at] ?? ''])
  const answers = readAnswers(Object.fromEntries(given), words.questions, () => {
    unanswered = true
  })
  if (unanswered) return fault('answer', 'answer')
  return {
    ok: true,
    member: {
      name,
      level,
      phone: phones.phone,
      email,
      emergencyName: text('emergencyName'),
      emergencyPhone: phones.emergencyPhone,
      guardianName: text('guardianName'),
      answers,
    },
  }
}

/** Two rows are one person when name and phone are the same, however they are written. */
export const memberKey = ({ name, phone }: Pick<MemberRow, 'name' | 'phone'>): string =>
  `${wordOf(name).replace(/\s/g, '')}\0${phone.replace(/\D/g, '').replace(/^86(?=1\d{10}$)/, '')}`

/** Of a list: 5,000 rows with every cell filled in stay far below. */
export const mostMemberBytes = 4 * 1024 * 1024
/** What anybody with a unit's link may have read: the header is a row of its own. */
export const memberListLimits = { rows: mostMembers + 1, unpackedBytes: 8 * 1024 * 1024 } as const
