import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { readExportOrder } from '~/platform/export-order'
import { exportPlans } from '~/stewardship/plans/export-plans.server'
import { readPlanFilter } from '~/stewardship/plans/plan-filter'

/** Usage plans as the list is narrowed, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'plan.see', 'somewhere')
  const order = readExportOrder(request, outlet)
  const filter = readPlanFilter(new URL(request.url).searchParams)
  return exportPlans(house.db, by, { ...order, filter })
}
