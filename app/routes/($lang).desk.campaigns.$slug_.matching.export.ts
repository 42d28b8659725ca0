import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportMatches } from '~/giving/export-matches.server'
import { enter } from '~/identity/enter.server'
import { readExportFormat } from '~/platform/export-column'
import { localeOfPath } from '~/platform/i18n'

/** A campaign's matches as a file. */
export async function loader({ request, params, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'matching.see', { campaign })
  const { pathname, searchParams } = new URL(request.url)
  const format = readExportFormat(searchParams.get('format'))
  if (!format || !/^[a-z0-9-]{1,64}$/.test(campaign)) throw new Response(null, { status: 404 })
  return exportMatches(house.db, by, { campaign, format, locale: localeOfPath(pathname), outlet })
}
