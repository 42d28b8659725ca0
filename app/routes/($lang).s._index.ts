import type { LoaderFunctionArgs } from '@remix-run/node'
import { localeOfPath } from '~/platform/i18n'
import { cardShell } from '~/walks/card-shell.server'

/** The page that a phone keeps for all codes it may open without signal. */
export const loader = ({ request, context: { house, nonce } }: LoaderFunctionArgs) =>
  cardShell(localeOfPath(new URL(request.url).pathname), {
    plan: null,
    publicUrl: house.config.PUBLIC_URL,
    now: house.now(),
    found: true,
    nonce,
  })
