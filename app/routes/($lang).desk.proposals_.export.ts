import type { LoaderFunctionArgs } from '@remix-run/node'
import { nameCampaigns } from '~/campaigns/name-campaigns.server'
import { reachOf } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { exportProposals } from '~/identity/export-proposals.server'
import { readExportOrder } from '~/platform/export-order'
import { inLocale } from '~/platform/i18n'

/** What waits for a second person, and what was decided, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'proposal.see', 'somewhere')
  const order = readExportOrder(request, outlet)
  const named = await nameCampaigns(house.db, reachOf(by, 'proposal.see', 'campaign'))
  const campaigns = new Map(named.map((c) => [c.slug, inLocale(order.locale, c)]))
  return exportProposals(house.db, by, { ...order, campaigns })
}
