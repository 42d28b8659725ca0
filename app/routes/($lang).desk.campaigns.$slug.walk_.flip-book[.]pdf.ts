import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { localeOfPath } from '~/platform/i18n'
import { printWalk } from '~/walks/print-walk.server'
import { printedFile } from '~/walks/printed-file.server'

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const by = await enter(house.identity, { request, address }, 'walk.change', { campaign: slug })
  const { pathname, searchParams } = new URL(request.url)
  const size = searchParams.get('size') === 'a3' ? ('a3' as const) : ('a4' as const)
  const locale = localeOfPath(pathname)
  const order = { what: 'flip-book', size, place: searchParams.get('place') } as const
  const printed = await printWalk(house.db, by, slug, order, { locale, publicUrl: house.config.PUBLIC_URL })
  return printedFile(`${slug}-flip-book`, printed)
}
