import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { readExportOrder } from '~/platform/export-order'
import { exportPages } from '~/walks/export-pages.server'

/** A campaign's fundraising pages, as a file. */
export async function loader({ request, params, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'walk.see', { campaign })
  return exportPages(house.db, by, { campaign, ...readExportOrder(request, outlet) })
}
