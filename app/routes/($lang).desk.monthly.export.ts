import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportMonthly } from '~/giving/export-monthly.server'
import { readMonthlyFilter } from '~/giving/monthly-filter'
import { enter } from '~/identity/enter.server'
import { readExportOrder } from '~/platform/export-order'

/** Monthly gifts, as the list shows them, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'monthly.see')
  const filter = readMonthlyFilter(new URL(request.url).searchParams)
  return exportMonthly(house.db, by, { ...readExportOrder(request, outlet), filter })
}
