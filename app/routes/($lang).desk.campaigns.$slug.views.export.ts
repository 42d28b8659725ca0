import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportViews } from '~/campaigns/export-views.server'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { enter } from '~/identity/enter.server'
import { shanghaiDay } from '~/platform/dates'
import { readExportOrder } from '~/platform/export-order'

/** How often a campaign's pages were opened, day by day, as a file. */
export async function loader({ request, params, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'coverage.see', { campaign })
  const order = readExportOrder(request, outlet)
  if (!(await findCampaign(house.db, campaign))) throw new Response(null, { status: 404 })
  return exportViews(house.db, by, { ...order, campaign, today: shanghaiDay(house.now()) })
}
