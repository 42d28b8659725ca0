import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { exportActs } from '~/identity/export-acts.server'
import { readActFilter } from '~/identity/list-acts.server'
import { readExportFormat } from '~/platform/export-column'
import { localeOfPath } from '~/platform/i18n'

/** The audit trail, or what of it answers `person, action, subject, from, to`, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'act.see')
  const { pathname, searchParams } = new URL(request.url)
  const format = readExportFormat(searchParams.get('format'))
  if (!format) throw new Response(null, { status: 404 })
  return exportActs(house.db, by, {
    filter: readActFilter(searchParams),
    format,
    locale: localeOfPath(pathname),
    outlet,
  })
}
