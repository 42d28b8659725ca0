import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { shanghaiDay } from '~/platform/dates'
import { readExportOrder } from '~/platform/export-order'
import { exportProjects } from '~/projects/export-projects.server'
import { readProjectFilter } from '~/projects/list-desk-projects.server'

/** Projects as the list is narrowed, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'project.see', 'somewhere')
  const order = readExportOrder(request, outlet)
  const filter = readProjectFilter(new URL(request.url).searchParams)
  return exportProjects(house.db, by, { ...order, filter, today: shanghaiDay(house.now()) })
}
