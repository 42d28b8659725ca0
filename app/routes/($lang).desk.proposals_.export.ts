import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { exportProposals } from '~/identity/export-proposals.server'
import { readExportOrder } from '~/platform/export-order'
import { proposalNamers } from '~/wiring.server'

/** What waits for a second person, and what was decided, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'proposal.see', 'somewhere')
  return exportProposals(house.db, by, { ...readExportOrder(request, outlet), namers: proposalNamers })
}
