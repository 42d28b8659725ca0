import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { exportOwnFunds } from '~/ledger/export-own-funds.server'
import { readExportOrder } from '~/platform/export-order'

/** The funds that somebody sees at the desk, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'fund.see', 'somewhere')
  return exportOwnFunds(house.db, by, readExportOrder(request, outlet))
}
