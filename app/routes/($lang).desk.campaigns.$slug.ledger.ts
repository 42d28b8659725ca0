import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { exportCampaignLines } from '~/ledger/export-campaign-lines.server'
import { readExportOrder } from '~/platform/export-order'

/** Every line of the books about one campaign, as a file. */
export async function loader({ request, params, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'campaign.see', { campaign })
  const order = readExportOrder(request, outlet)
  if (!/^[a-z0-9-]{1,64}$/.test(campaign)) throw new Response(null, { status: 404 })
  return exportCampaignLines(house.db, by, { ...order, campaign })
}
