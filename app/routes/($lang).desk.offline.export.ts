import type { LoaderFunctionArgs } from '@remix-run/node'
import { readBatchFilter } from '~/giving/batch-filter'
import { exportBatches } from '~/giving/export-batches.server'
import { enter } from '~/identity/enter.server'
import { readExportOrder } from '~/platform/export-order'

/** Cash and cheques as the list is narrowed, gift by gift, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'offline.see', 'somewhere')
  const order = readExportOrder(request, outlet)
  const filter = readBatchFilter(new URL(request.url).searchParams)
  return exportBatches(house.db, by, { ...order, filter })
}
