import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportVersions } from '~/campaigns/export-versions.server'
import { findSeries } from '~/campaigns/find-series.server'
import { enter } from '~/identity/enter.server'
import { readExportOrder } from '~/platform/export-order'

/** Who changed what of a series, as a file. */
export async function loader({ request, params, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const id = params.slug!
  const by = await enter(house.identity, { request, address }, 'campaign.see', 'somewhere')
  const order = readExportOrder(request, outlet)
  if (!(await findSeries(house.db, id))) throw new Response(null, { status: 404 })
  return exportVersions(house.db, by, { ...order, subject: { kind: 'series', id } })
}
