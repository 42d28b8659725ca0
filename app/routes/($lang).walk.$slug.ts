import type { LoaderFunctionArgs } from '@remix-run/node'
import { localeOfPath } from '~/platform/i18n'
import { cardShell } from '~/walks/card-shell.server'
import { publicWalk } from '~/walks/public-walk.server'

/** A walk's stamp card: a page that phones keep and open without signal. */
export async function loader({ request, params, context: { house, nonce } }: LoaderFunctionArgs) {
  const walk = await publicWalk(house, params.slug!)
  return cardShell(localeOfPath(new URL(request.url).pathname), {
    plan: walk?.plan ?? null,
    publicUrl: house.config.PUBLIC_URL,
    now: house.now(),
    found: walk !== null,
    nonce,
  })
}
