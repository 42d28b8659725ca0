import type { ReactNode } from 'react'
import { useId } from 'react'
import { classes } from './classes'

export interface TableColumn<Row> {
  /** Stable name of the column. */
  id: string
  header: ReactNode
  cell: (row: Row) => ReactNode
  /** `end` for numbers: tabular and flush right. */
  align?: 'start' | 'end'
  /** Names its row for screen readers; usually the first column. */
  rowHeader?: boolean
  /** Dates, numbers and codes stay on one line. */
  noWrap?: boolean
  /** Not drawn on a phone; what it says must then stand, smaller, in another cell. */
  wideOnly?: boolean
}

export interface TableProps<Row> {
  caption: ReactNode
  captionHidden?: boolean
  columns: readonly TableColumn<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** One cell for each column, for example the sum. */
  foot?: readonly ReactNode[]
  /** Said instead of rows when there are none. */
  emptyText?: ReactNode
}

/** A table that scrolls inside its own box, so that the page never scrolls sideways. */
export function Table<Row>({
  caption,
  captionHidden,
  columns,
  rows,
  rowKey,
  foot,
  emptyText,
}: TableProps<Row>) {
  const captionId = useId()
  const look = (column: TableColumn<Row>) =>
    classes(
      'px-2 py-2.5 align-baseline sm:px-3 first:ps-0 last:pe-0',
      column.align === 'end' ? 'tabular whitespace-nowrap text-end' : 'text-start',
      // A Chinese column would shrink to one character a line before the box scrolls.
      column.align !== 'end' && !column.noWrap && 'min-w-[4.5em]',
      column.noWrap && 'whitespace-nowrap',
      // What stands before it may be left out on a phone.
      column.rowHeader && 'max-sm:ps-0',
      column.wideOnly && 'max-sm:hidden',
    )
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a fieldset, and no landmark of its own inside a named panel
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div role="group" tabIndex={0} aria-labelledby={captionId} className="relative overflow-x-auto">
      <table className="w-full border-collapse">
        <caption
          id={captionId}
          className={captionHidden ? 'sr-only' : 'pb-2 text-start font-serif text-lg font-bold'}
        >
          {caption}
        </caption>
        <thead className="border-b border-edge text-sm text-soft">
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={classes(look(column), 'font-normal')}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) =>
                column.rowHeader ? (
                  <th key={column.id} scope="row" className={classes(look(column), 'font-semibold')}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={look(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
          {rows.length === 0 && emptyText && (
            <tr>
              <td colSpan={columns.length} className="py-6 text-soft">
                {emptyText}
              </td>
            </tr>
          )}
        </tbody>
        {foot && (
          <tfoot className="border-t-2 border-ink font-bold">
            <tr>
              {columns.map((column, i) => (
                <td key={column.id} className={look(column)}>
                  {foot[i]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}
