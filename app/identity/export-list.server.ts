import { byPage } from '~/platform/by-page'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { exportRows } from '~/platform/export-rows.server'
import type { Actor } from './actor'
import { tellExport } from './tell-export.server'

export interface ListExport<Row, Cursor> extends ExportOrder {
  /** Names the act in the trail: `<what>.export`. */
  what: string
  /** What the whole list is about; `*` where it is about nothing in particular. */
  subjectId?: string
  /** The filters, for the trail: no donor's name or words. */
  asked?: object
  /** Without extension; letters, digits and hyphens. */
  filename: string
  columns: readonly ExportColumn<Row>[]
  /** One page, beginning after a key. */
  read(after: Cursor | undefined): Promise<{ rows: Row[]; next: Cursor | null }>
}

/** A list that `by` may take away (the caller has asked), told in the trail and streamed page by page. */
export async function exportList<Row, Cursor>(
  sql: Sql,
  by: Actor,
  list: ListExport<Row, Cursor>,
): Promise<Response> {
  const { what, subjectId = '*', asked, filename, columns, read, format, outlet } = list
  const onEnd = await tellExport(sql, by, { what, subjectId, asked: { format, ...asked } })
  return exportRows({ format, filename, columns, pages: byPage(read), outlet, onEnd })
}
