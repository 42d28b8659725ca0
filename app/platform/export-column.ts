/** What stands in a column: money is whole fen, `day` is YYYY-MM-DD, `instant` is told in Asia/Shanghai. Null is an empty cell. */
interface Cells {
  text: string | null
  money: bigint | null
  count: bigint | number | null
  day: string | null
  instant: Date | null
}
export type CellKind = keyof Cells

/** One column of an exported list. */
export type ExportColumn<Row> = {
  [Kind in CellKind]: { kind: Kind; header: string; width?: number; cell: (row: Row) => Cells[Kind] }
}[CellKind]

export const exportFormats = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]
export const readExportFormat = (asked: string | null): ExportFormat | null =>
  exportFormats.find((format) => format === asked) ?? null
