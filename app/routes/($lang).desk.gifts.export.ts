import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportGifts } from '~/giving/export-gifts.server'
import { readGiftFilter } from '~/giving/gift-filter'
import { readGiftQuery } from '~/giving/gift-query'
import { enter } from '~/identity/enter.server'
import { readExportOrder } from '~/platform/export-order'

/** The gifts of a search, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'gift.export', 'somewhere')
  const order = readExportOrder(request, outlet)
  const { searchParams } = new URL(request.url)
  const query = readGiftQuery(searchParams.get('q') ?? '')
  if (query === 'number-mistyped') throw new Response(null, { status: 404 })
  return exportGifts(house.db, by, { ...order, query, filter: readGiftFilter(searchParams) })
}
