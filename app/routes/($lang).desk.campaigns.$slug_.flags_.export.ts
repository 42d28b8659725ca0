import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { readExportOrder } from '~/platform/export-order'
import { exportFlags } from '~/walks/export-flags.server'

/** What waits for a person, or what was decided, as a file. */
export async function loader({ request, params, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'walk.see', { campaign })
  const view = new URL(request.url).searchParams.get('view') === 'decided' ? 'decided' : 'waiting'
  return exportFlags(house.db, by, { campaign, view, ...readExportOrder(request, outlet) })
}
