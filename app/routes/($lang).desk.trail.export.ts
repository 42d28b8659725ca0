import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { exportActs } from '~/identity/export-acts.server'
import { readActFilter } from '~/identity/list-acts.server'
import { readExportOrder } from '~/platform/export-order'

/** The audit trail, or what of it answers `person, action, subject, from, to`, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'act.see')
  const order = readExportOrder(request, outlet)
  return exportActs(house.db, by, { ...order, filter: readActFilter(new URL(request.url).searchParams) })
}
