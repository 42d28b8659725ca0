import type { Actor } from '~/identity/actor'
import { canSomewhere, reachOf } from '~/identity/can'
import { exportList } from '~/identity/export-list.server'
import type { Sql } from '~/platform/db.server'
import type { ExportOrder } from '~/platform/export-order'
import { fundExportColumns } from './internal/fund-export-columns.server'
import { type FundCursor, listFunds } from './list-funds.server'

/** The funds that `by` sees at the desk, with their totals; a list that an import reads again. 404 for whoever sees none. */
export async function exportOwnFunds(sql: Sql, by: Actor, order: ExportOrder): Promise<Response> {
  if (!canSomewhere(by, 'fund.see')) return new Response(null, { status: 404 })
  const reach = reachOf(by, 'fund.see', 'fund')
  const within = reach === '*' ? undefined : reach
  return exportList(sql, by, {
    ...order,
    what: 'fund',
    asked: { reach },
    filename: 'funds',
    columns: fundExportColumns(order.locale),
    async read(after: FundCursor | undefined) {
      const { funds, next } = await listFunds(sql, { after, limit: 200, within })
      return { rows: funds, next }
    },
  })
}
