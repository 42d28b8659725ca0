import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { localeOfPath } from '~/platform/i18n'

import { printWalk } from '~/walks/print-walk.server'

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const by = await enter(house.identity, { request, address }, 'walk.change', { campaign: slug })
  const { pathname, searchParams } = new URL(request.url)
  const size = searchParams.get('size') === 'a3' ? ('a3' as const) : ('a4' as const)
  const locale = localeOfPath(pathname)
  const order = { what: 'posters', size } as const
  const printed = await printWalk(house.db, by, slug, order, { locale, publicUrl: house.config.PUBLIC_URL })
  if (!printed.ok) throw new Response(null, { status: printed.reason === 'invalid' ? 400 : 404 })
  return new Response(new Uint8Array(printed.pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${slug}-posters.pdf"`,
      'Cache-Control': 'private, no-store',
    },
  })
}
