import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { readExportOrder } from '~/platform/export-order'
import { readAssistanceFilter } from '~/stewardship/assistance/assistance'
import { exportAssistance } from '~/stewardship/assistance/export-assistance.server'

/** The sums of batches by category, as the list is narrowed, as a file: nobody is named. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'assistance.see', 'somewhere')
  const order = readExportOrder(request, outlet)
  const filter = readAssistanceFilter(new URL(request.url).searchParams)
  return exportAssistance(house.db, by, { ...order, filter })
}
