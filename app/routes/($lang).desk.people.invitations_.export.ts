import type { LoaderFunctionArgs } from '@remix-run/node'
import { listScopeChoices } from '~/campaigns/list-scope-choices.server'
import { enter } from '~/identity/enter.server'
import { exportInvitations } from '~/identity/export-invitations.server'
import { readExportOrder } from '~/platform/export-order'

/** Invitations and what became of them, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'person.see')
  const order = readExportOrder(request, outlet)
  const scopes = await listScopeChoices(house.db)
  return exportInvitations(house.db, by, { ...order, now: house.now(), scopes })
}
