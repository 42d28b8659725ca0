import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportPurposeChanges } from '~/ledger/export-purpose-changes.server'
import { findFund } from '~/ledger/find-fund.server'
import { readExportOrder } from '~/platform/export-order'

/** The changes of a fund's purpose, as a file: public, as its page is. */
export async function loader({ request, params, context: { house, outlet } }: LoaderFunctionArgs) {
  const order = readExportOrder(request, outlet)
  const found = await findFund(house.db, params.slug!)
  if (!found.ok) throw new Response(null, { status: 404 })
  return exportPurposeChanges(house.db, found.fund.slug, order)
}
