import type { LoaderFunctionArgs } from '@remix-run/node'
import { listScopeChoices } from '~/campaigns/list-scope-choices.server'
import { enter } from '~/identity/enter.server'
import { exportPeople } from '~/identity/export-people.server'
import { readExportOrder } from '~/platform/export-order'

/** The people that a search finds, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'person.see')
  const order = readExportOrder(request, outlet)
  const search = new URL(request.url).searchParams.get('search')
  return exportPeople(house.db, by, { ...order, search, scopes: await listScopeChoices(house.db) })
}
