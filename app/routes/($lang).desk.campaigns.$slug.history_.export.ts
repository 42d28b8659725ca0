import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportVersions } from '~/campaigns/export-versions.server'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { enter } from '~/identity/enter.server'
import { readExportOrder } from '~/platform/export-order'

/** Who changed what of a campaign, as a file. */
export async function loader({ request, params, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'campaign.see', { campaign })
  const order = readExportOrder(request, outlet)
  if (!(await findCampaign(house.db, campaign))) throw new Response(null, { status: 404 })
  return exportVersions(house.db, by, { ...order, subject: { kind: 'campaign', id: campaign } })
}
