import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { readExportFormat } from '~/platform/export-column'
import { localeOfPath } from '~/platform/i18n'
import { exportWalkers } from '~/walks/export-walkers.server'
import { readWalkerFilter } from '~/walks/walker-filter'

/** The walkers of a list, as a file. */
export async function loader({ request, params, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'walker.look', { campaign })
  const { pathname, searchParams } = new URL(request.url)
  const format = readExportFormat(searchParams.get('format'))
  if (!format) throw new Response(null, { status: 404 })
  const filter = readWalkerFilter(searchParams)
  const locale = localeOfPath(pathname)
  return exportWalkers(house.db, by, { campaign, filter, format, locale, outlet, now: house.now() })
}
