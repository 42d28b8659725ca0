import type { BatchKind } from './batch'
import { emptyLine, type LineDraft, type LineErrors, type LineFields, readLineForm } from './batch-form'
import { wordOf } from './pledge-row'

/** The columns of a list of cash or cheques, in the order in which a list without a header has them. */
export const batchColumnNames = [
  'amount',
  'donorName',
  'nameConsent',
  'contactEmail',
  'fund',
  'chequeNumber',
  'chequeBank',
] as const satisfies readonly (keyof LineFields)[]
export type BatchColumn = (typeof batchColumnNames)[number]
export const columnsOf = (kind: BatchKind): readonly BatchColumn[] =>
  kind === 'cheque' ? batchColumnNames : batchColumnNames.slice(0, 5)

/** What lists call the columns, the funds, and yes and no; in both languages, as `wordOf` gives them. */
export interface BatchWords {
  columns: Record<string, BatchColumn>
  /** A fund's slug, or `routing`, by name. */
  funds: Record<string, string>
  yes: readonly string[]
  no: readonly string[]
}
export type BatchPlaces = Partial<Record<BatchColumn, number>>
type LineFault = NonNullable<LineErrors[keyof LineFields]>
export type BatchRowFault = LineFault | 'not-yes-or-no' | 'twice'

/** Which cell is which, when `cells` are a header; null when they are a gift. */
export function readBatchHeader(cells: readonly string[], words: BatchWords): BatchPlaces | null {
  const places: BatchPlaces = {}
  cells.forEach((cell, i) => {
    const column = words.columns[wordOf(cell)]
    if (column) places[column] ??= i
  })
  return places.amount === undefined ? null : places
}

export const batchInOrder = (kind: BatchKind): BatchPlaces =>
  Object.fromEntries(columnsOf(kind).map((column, i) => [column, i]))

/** A line from one row; the first fault with its column. An empty consent is none: a name is public by a yes only. */
export function readBatchRow(
  cells: readonly string[],
  places: BatchPlaces,
  words: BatchWords,
  batch: Parameters<typeof readLineForm>[1],
): { ok: true; draft: LineDraft } | { ok: false; column: BatchColumn; reason: BatchRowFault } {
  const cell = (column: BatchColumn) => cells[places[column] ?? -1] ?? ''
  const named = wordOf(cell('fund'))
  const fund = named === '' ? '' : words.funds[named]
  if (fund === undefined) return { ok: false, column: 'fund', reason: 'unknown-fund' }
  const consent = wordOf(cell('nameConsent'))
  if (consent !== '' && !words.yes.includes(consent) && !words.no.includes(consent))
    return { ok: false, column: 'nameConsent', reason: 'not-yes-or-no' }
  const fields = {
    ...emptyLine(''),
    ...Object.fromEntries(batchColumnNames.map((column) => [column, cell(column)])),
    fund,
    nameConsent: words.yes.includes(consent) ? 'yes' : '',
  }
  const read = readLineForm(fields, batch)
  if (read.ok) return read
  const [column, reason] = Object.entries(read.errors)[0] as [BatchColumn, LineFault]
  return { ok: false, column, reason }
}

/** The same cheque is one gift, however it is written; cash has no mark of its own. */
export const chequeKey = (draft: Pick<LineDraft, 'chequeNumber' | 'chequeBank'>): string =>
  `${wordOf(draft.chequeNumber).replace(/\s/g, '')}\0${wordOf(draft.chequeBank)}`
