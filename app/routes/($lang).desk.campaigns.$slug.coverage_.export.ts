import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportCoverage } from '~/campaigns/export-coverage.server'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { enter } from '~/identity/enter.server'
import { readExportOrder } from '~/platform/export-order'

/** A campaign's live coverage, as a file. */
export async function loader({ request, params, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'coverage.see', { campaign })
  const order = readExportOrder(request, outlet)
  if (!(await findCampaign(house.db, campaign))) throw new Response(null, { status: 404 })
  const { STREAM_ORIGINS: streamOrigins } = house.config
  return exportCoverage(house.db, by, { ...order, campaign, streamOrigins })
}
