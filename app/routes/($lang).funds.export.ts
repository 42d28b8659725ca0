import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportFunds } from '~/ledger/export-funds.server'
import { readExportFormat } from '~/platform/export-column'
import { localeOfPath } from '~/platform/i18n'

/** All funds with their totals, as a file: public, as the list is. */
export async function loader({ request, context: { house, outlet } }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const format = readExportFormat(searchParams.get('format'))
  if (!format) throw new Response(null, { status: 404 })
  return exportFunds(house.db, { format, locale: localeOfPath(pathname), outlet })
}
