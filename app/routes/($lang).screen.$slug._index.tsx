import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BigScreen } from '~/live/screen/big-screen'
import { giveQr } from '~/live/screen/give-qr.server'
import { readScreen } from '~/live/screen/read-screen.server'
import '~/live/screen/screen.css'
import { localeOfPath } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { pageMeta } from '~/ui/page-meta'

/** Stands alone on the wall: no header, no footer. */
export const handle = { shell: 'bare' }

/** Public: all it shows is public already. `?theme=sun` is for walls in daylight. */
export async function loader({ request, params, context: { house, build } }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const slug = params.slug!
  const first = await readScreen(house, slug, locale, build)
  if (!first) throw new Response(null, { status: 404 })
  return data(
    {
      locale,
      theme: searchParams.get('theme') === 'sun' ? ('sun' as const) : ('venue' as const),
      first,
      code: giveQr(house.config.PUBLIC_URL, locale, slug),
      demo: house.config.SHANXING_DEMO,
      title: textsIn(locale, 'screen')('title', { name: first.campaign.name }),
    },
    { headers: { 'Cache-Control': 'private, no-cache' } },
  )
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

/** It keeps its figures up to date by itself; asking for the route again would tear down what runs. */
export const shouldRevalidate = () => false

export default function ScreenPage() {
  const { title: _title, ...screen } = useLoaderData<typeof loader>()
  return <BigScreen {...screen} />
}
