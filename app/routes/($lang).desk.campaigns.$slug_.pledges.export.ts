import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportPledges } from '~/giving/export-pledges.server'
import { readPledgeFilter } from '~/giving/pledge-filter'
import { enter } from '~/identity/enter.server'
import { readExportFormat } from '~/platform/export-column'
import { localeOfPath } from '~/platform/i18n'

/** A campaign's pledges as the list is narrowed, as a file. */
export async function loader({ request, params, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'pledge.see', { campaign })
  const { pathname, searchParams } = new URL(request.url)
  const format = readExportFormat(searchParams.get('format'))
  if (!format || !/^[a-z0-9-]{1,64}$/.test(campaign)) throw new Response(null, { status: 404 })
  const filter = readPledgeFilter(searchParams)
  return exportPledges(house.db, by, { campaign, filter, format, locale: localeOfPath(pathname), outlet })
}
