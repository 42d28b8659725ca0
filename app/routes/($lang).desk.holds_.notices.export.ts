import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { exportAlerts } from '~/identity/export-alerts.server'
import { readExportOrder } from '~/platform/export-order'

/** Open notices about payments, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'hold.see')
  return exportAlerts(house.db, by, { ...readExportOrder(request, outlet), about: 'money' })
}
