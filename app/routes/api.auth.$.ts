import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { servePasskeys } from '~/identity/serve-passkeys.server'

/** Passkeys need JSON and a script; everything else about signing in is a form. */
async function serve({
  request,
  params,
  context: { house, address },
}: LoaderFunctionArgs | ActionFunctionArgs) {
  const waitSeconds = await house.limits.signInByAddress.take(address)
  if (waitSeconds > 0)
    throw new Response(null, { status: 429, headers: { 'Retry-After': String(waitSeconds) } })
  const response = await servePasskeys(house, { request, address }, params['*'] ?? '')
  return response ?? new Response(null, { status: 404 })
}

export { serve as action, serve as loader }
