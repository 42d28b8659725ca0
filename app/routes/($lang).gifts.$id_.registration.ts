import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { isUuid } from '~/platform/is-uuid'
import { openPayingParties } from '~/walks/paying-parties.server'
import { registrationOfGift } from '~/walks/registration-of-gift.server'

/** Back to the registration whose fee was paid, for the browser that paid it; others have the link mailed to them. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const secrets = await openPayingParties(house.config).of(request)
  const found = isUuid(params.id!) ? await registrationOfGift(house.db, params.id!, secrets) : null
  if (!found) throw new Response(null, { status: 404 })
  const { secret, campaign } = found
  const path = secret ? `/registrations/${secret}` : `/campaigns/${campaign}/lost-ticket`
  return redirect(pathIn(locale, path), { headers: { 'Cache-Control': 'private, no-store' } })
}
