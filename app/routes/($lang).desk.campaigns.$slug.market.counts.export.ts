import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { exportCounts } from '~/market/export-counts.server'
import { readExportOrder } from '~/platform/export-order'

/** Every cash count of a campaign's market, as a file. */
export async function loader({ request, params, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'market.see', { campaign })
  return exportCounts(house.db, by, { campaign, ...readExportOrder(request, outlet) })
}
