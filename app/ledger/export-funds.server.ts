import { byPage } from '~/platform/by-page'
import type { Sql } from '~/platform/db.server'
import type { ExportOrder } from '~/platform/export-order'
import { exportRows } from '~/platform/export-rows.server'
import { fundExportColumns } from './internal/fund-export-columns.server'
import { type FundCursor, listFunds } from './list-funds.server'

/** All funds with their totals: public figures, and a list that an import reads again. */
export function exportFunds(sql: Sql, { format, locale, outlet }: ExportOrder): Response {
  const columns = fundExportColumns(locale)
  const pages = byPage(async (after: FundCursor | undefined) => {
    const { funds, next } = await listFunds(sql, { after, limit: 200 })
    return { rows: funds, next }
  })
  return exportRows({ format, filename: 'funds', columns, pages, outlet })
}
