import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportFunds } from '~/ledger/export-funds.server'
import { readExportOrder } from '~/platform/export-order'

/** All funds with their totals, as a file: public, as the list is. */
export async function loader({ request, context: { house, outlet } }: LoaderFunctionArgs) {
  return exportFunds(house.db, readExportOrder(request, outlet))
}
