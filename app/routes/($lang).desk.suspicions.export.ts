import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportSuspicions } from '~/giving/export-suspicions.server'
import { enter } from '~/identity/enter.server'
import { readExportOrder } from '~/platform/export-order'

/** Suspicions that wait, or that were decided, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'suspicion.see')
  const view = new URL(request.url).searchParams.get('view') === 'decided' ? 'decided' : 'open'
  return exportSuspicions(house.db, by, { view, ...readExportOrder(request, outlet) })
}
