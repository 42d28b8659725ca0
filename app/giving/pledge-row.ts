import { designationOf, type PledgeSetting } from './pledge'
import {
  emptyPledge,
  type PledgeDraft,
  type PledgeFault,
  type PledgeField,
  readPledgeForm,
} from './pledge-form'

/** The columns of a list of pledges, in the order in which a list without a header has them. */
export const pledgeColumnNames = [
  'unitName',
  'amount',
  'designation',
  'contactName',
  'contactEmail',
  'contactPhone',
  'nameConsent',
  'note',
] as const
export type PledgeColumn = (typeof pledgeColumnNames)[number]

/** What lists call the columns, the regions and funds, and yes and no; in both languages, as `wordOf` gives them. */
export interface PledgeWords {
  columns: Record<string, PledgeColumn>
  /** `region:<key>` or `fund:<slug>` by name; several names may mean one. */
  designations: Record<string, string>
  yes: readonly string[]
  no: readonly string[]
}
export type PledgeRowFault = PledgeFault | 'not-yes-or-no' | 'twice'

export const wordOf = (text: string): string =>
  text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')

/** Which cell is which, when `cells` are a header; null when they are a pledge. */
export function readPledgeHeader(
  cells: readonly string[],
  words: PledgeWords,
): Partial<Record<PledgeColumn, number>> | null {
  const places: Partial<Record<PledgeColumn, number>> = {}
  cells.forEach((cell, i) => {
    const column = words.columns[wordOf(cell)]
    if (column) places[column] ??= i
  })
  return places.unitName === undefined || places.amount === undefined ? null : places
}

export const pledgesInOrder: Partial<Record<PledgeColumn, number>> = Object.fromEntries(
  pledgeColumnNames.map((column, i) => [column, i]),
)

/** A pledge from one row; the first fault with its column. An empty consent is none: a name is public by a yes only. */
export function readPledgeRow(
  cells: readonly string[],
  places: Partial<Record<PledgeColumn, number>>,
  words: PledgeWords,
  offer: Pick<PledgeSetting, 'regions' | 'funds'>,
): { ok: true; draft: PledgeDraft } | { ok: false; column: PledgeColumn; reason: PledgeRowFault } {
  const cell = (column: PledgeColumn) => cells[places[column] ?? -1] ?? ''
  const named = wordOf(cell('designation'))
  const designation = named === '' ? '' : words.designations[named]
  if (designation === undefined) return { ok: false, column: 'designation', reason: 'unknown-designation' }
  const consent = wordOf(cell('nameConsent'))
  if (consent !== '' && !words.yes.includes(consent) && !words.no.includes(consent))
    return { ok: false, column: 'nameConsent', reason: 'not-yes-or-no' }
  const fields = {
    ...emptyPledge('00000000-0000-0000-0000-000000000000'),
    ...Object.fromEntries(pledgeColumnNames.map((column) => [column, cell(column)])),
    designation,
    nameConsent: words.yes.includes(consent) ? 'yes' : '',
  }
  const read = readPledgeForm(fields, offer, 'any')
  if (read.ok) return read
  const [column, reason] = Object.entries(read.errors)[0] as [PledgeField, PledgeFault]
  return { ok: false, column: column as PledgeColumn, reason }
}

/** Two rows are one promise when unit, amount and designation are the same, however they are written. */
export const pledgeKey = (draft: Pick<PledgeDraft, 'unitName' | 'amountFen' | 'region' | 'fund'>): string =>
  `${wordOf(draft.unitName).replace(/\s/g, '')}\0${draft.amountFen}\0${designationOf(draft)}`

/** The header is a row of its own. */
export const mostPledges = 5_000
export const pledgeListLimits = { rows: mostPledges + 1, unpackedBytes: 16 * 1024 * 1024 } as const
