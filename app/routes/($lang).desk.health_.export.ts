import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { exportAlerts } from '~/identity/export-alerts.server'
import { readExportOrder } from '~/platform/export-order'

/** Open alerts about the house itself, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'health.see', 'somewhere')
  return exportAlerts(house.db, by, { ...readExportOrder(request, outlet), about: 'work' })
}
