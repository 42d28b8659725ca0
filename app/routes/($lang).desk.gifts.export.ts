import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportGifts } from '~/giving/export-gifts.server'
import { readGiftFilter } from '~/giving/gift-filter'
import { readGiftQuery } from '~/giving/gift-query'
import { enter } from '~/identity/enter.server'
import { readExportFormat } from '~/platform/export-column'
import { localeOfPath } from '~/platform/i18n'

/** The gifts of a search, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'gift.export', 'somewhere')
  const { pathname, searchParams } = new URL(request.url)
  const format = readExportFormat(searchParams.get('format'))
  const query = readGiftQuery(searchParams.get('q') ?? '')
  if (!format || query === 'number-mistyped') throw new Response(null, { status: 404 })
  const filter = readGiftFilter(searchParams)
  return exportGifts(house.db, by, { query, filter, format, locale: localeOfPath(pathname), outlet })
}
