import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { readPaying } from '~/payments/read-paying'
import { localeOfPath } from '~/platform/i18n'
import { openPayingParties } from '~/walks/paying-parties.server'
import { startPartyPayment } from '~/walks/start-party-payment.server'

const unkept = { 'Cache-Control': 'private, no-store' }
const page = (request: Request) => new URL(request.url).pathname.replace(/\/pay$/, '')

/** Reloaded, or come back to: the party's page knows how it stands. */
export const loader = ({ request }: LoaderFunctionArgs) => redirect(page(request), { headers: unkept })

/** To the checkout of the fee. */
export async function action({ request, params, context: { house, address, ip } }: ActionFunctionArgs) {
  const back = (done: string) => redirect(`${page(request)}?done=${done}`, { status: 303, headers: unkept })
  if ((await house.limits.giveByAddress.take(address)) > 0) return back('pay-later')
  const form = await request.formData().catch(() => null)
  const paying = readPaying(house.gateways, { request, ip, way: form?.get('way') })
  const started = await startPartyPayment(house.db, house.gateways.for(paying.way), house.config, {
    secret: params.secret!,
    locale: localeOfPath(new URL(request.url).pathname),
    publicUrl: house.config.PUBLIC_URL,
    now: house.now(),
    paying,
  })
  if (started.ok) {
    const cookie = await openPayingParties(house.config).and(request, params.secret!)
    return redirect(started.url, { status: 303, headers: { ...unkept, 'Set-Cookie': cookie } })
  }
  if (started.reason === 'unknown') throw new Response(null, { status: 404 })
  return back(started.reason === 'nothing-to-pay' ? 'nothing-to-pay' : 'pay-later')
}
