import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { localeOfPath } from '~/platform/i18n'
import { wholeNumber } from '~/platform/whole-number'
import { printWalk } from '~/walks/print-walk.server'
import { printedFile } from '~/walks/printed-file.server'

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const by = await enter(house.identity, { request, address }, 'walk.change', { campaign: slug })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const order = {
    what: 'stamp-cards',
    count: Number(wholeNumber(searchParams.get('count') ?? '60') ?? 0n),
  } as const
  const printed = await printWalk(house.db, by, slug, order, { locale, publicUrl: house.config.PUBLIC_URL })
  return printedFile(`${slug}-stamp-cards`, printed)
}
