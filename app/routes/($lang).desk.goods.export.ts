import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportGoods } from '~/giving/export-goods.server'
import { readGoodsFilter } from '~/giving/goods'
import { enter } from '~/identity/enter.server'
import { readExportOrder } from '~/platform/export-order'

/** Goods as the list is narrowed, thing by thing, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'goods.see', 'somewhere')
  const order = readExportOrder(request, outlet)
  const filter = readGoodsFilter(new URL(request.url).searchParams)
  return exportGoods(house.db, by, { ...order, filter })
}
