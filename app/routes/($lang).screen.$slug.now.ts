import type { LoaderFunctionArgs } from '@remix-run/node'
import { readScreen } from '~/live/screen/read-screen.server'
import { localeOfPath } from '~/platform/i18n'

/** What stands on the big screen now; the page on the wall asks for it every few seconds. */
export async function loader({ request, params, context: { house, build } }: LoaderFunctionArgs) {
  const screen = await readScreen(house, params.slug!, localeOfPath(new URL(request.url).pathname), build)
  const headers = { 'Cache-Control': 'no-store' }
  return screen ? Response.json(screen, { headers }) : new Response(null, { status: 404, headers })
}
