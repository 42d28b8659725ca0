import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportSeries } from '~/campaigns/export-series.server'
import { enter } from '~/identity/enter.server'
import { readExportOrder } from '~/platform/export-order'

/** All series, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'campaign.see', 'somewhere')
  return exportSeries(house.db, by, readExportOrder(request, outlet))
}
