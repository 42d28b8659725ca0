import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { exportPasses } from '~/identity/export-passes.server'
import { shanghaiDay } from '~/platform/dates'
import { readExportOrder } from '~/platform/export-order'
import { slugShape } from '~/platform/slug'

/** The volunteers' passes of one campaign, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const campaign = new URL(request.url).searchParams.get('campaign') ?? ''
  const by = await enter(house.identity, { request, address }, 'pass.see', { campaign })
  const order = readExportOrder(request, outlet)
  if (!slugShape.test(campaign)) throw new Response(null, { status: 404 })
  return exportPasses(house.db, by, { ...order, campaign, today: shanghaiDay(house.now()) })
}
