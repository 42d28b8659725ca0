/** One row of an uploaded table: the line on which it begins (a sheet's row number), and its cells without white space around. */
export interface TableRow {
  line: number
  cells: string[]
}

export interface TableLimits {
  /** Of the file as it came. */
  bytes: number
  /** Of a workbook, unpacked. */
  unpackedBytes: number
  rows: number
  cells: number
  cellCharacters: number
}

export const tableFaults = [
  'empty',
  'too-large',
  /** .xls, of before 2007. */
  'old-excel',
  /** Neither text nor a workbook: a picture, a page, another kind of ZIP. */
  'not-a-table',
  /** Unpacked it would be far larger than any list. */
  'unpacks-too-large',
  /** Neither UTF-8 nor GBK. */
  'encoding-unknown',
  /** A quote that is not closed, or stands where none may. */
  'quotes-broken',
  'too-many-rows',
  'too-many-cells',
  'cell-too-long',
] as const
export type TableFaultReason = (typeof tableFaults)[number]

/** Why a file cannot be read as a table at all; `line` where it is known. */
export class TableFault extends Error {
  constructor(
    readonly reason: TableFaultReason,
    readonly line: number | null = null,
  ) {
    super(reason)
  }
}
