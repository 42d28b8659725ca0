import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { exportCampaigns } from '~/live/export-campaigns.server'
import { readExportOrder } from '~/platform/export-order'

/** The campaigns that somebody may see, with what came in, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'campaign.see', 'somewhere')
  return exportCampaigns(house.db, by, { ...readExportOrder(request, outlet), live: house.live })
}
