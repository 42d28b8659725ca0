import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportVersions } from '~/campaigns/export-versions.server'
import { enter } from '~/identity/enter.server'
import { findFund } from '~/ledger/find-fund.server'
import { readExportOrder } from '~/platform/export-order'

/** Who changed what of a fund, as a file. */
export async function loader({ request, params, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const id = params.slug!
  const by = await enter(house.identity, { request, address }, 'fund.see', { fund: id })
  const order = readExportOrder(request, outlet)
  if (!(await findFund(house.db, id)).ok) throw new Response(null, { status: 404 })
  return exportVersions(house.db, by, { ...order, subject: { kind: 'fund', id } })
}
