import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportReport } from '~/disclosures/old/export-report.server'
import { reportJson } from '~/disclosures/old/report-json.server'
import { enter } from '~/identity/enter.server'
import { readExportOrder } from '~/platform/export-order'

/** What was read in a text of old disclosures, as a table or, for programs, as JSON with every place. */
export async function loader({ request, params, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'disclosure.import', 'somewhere')
  const id = params.id!
  if (new URL(request.url).searchParams.get('format') === 'json') return reportJson(house.db, by, id)
  return exportReport(house.db, by, { ...readExportOrder(request, outlet), id })
}
