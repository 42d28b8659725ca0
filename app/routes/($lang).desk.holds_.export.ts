import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportHeldGifts } from '~/giving/export-held-gifts.server'
import { enter } from '~/identity/enter.server'
import { readExportOrder } from '~/platform/export-order'

/** Gifts that wait for a person, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'hold.see')
  return exportHeldGifts(house.db, by, readExportOrder(request, outlet))
}
