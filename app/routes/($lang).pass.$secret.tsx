import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { nameCampaigns } from '~/campaigns/name-campaigns.server'
import { findPass } from '~/identity/find-pass.server'
import { passCookie, passSecretOf } from '~/identity/pass-cookie.server'
import { PassPage } from '~/identity/pass-page'
import { noPassStatus, noPassWords, passWords, tooManyTries } from '~/identity/pass-words.server'
import { takeUpPass } from '~/identity/take-up-pass.server'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

/** The address is a key: no cache may keep the page. */
const unkept = { 'Cache-Control': 'private, no-store' }

/**
 * A volunteer's link: says what it is for. Only links that are none count against an address, so that a venue full of
 * volunteers behind one address is not kept waiting, and whoever guesses is. The phone carries the pass only after the button: messengers look into
 * links.
 */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const secret = params.secret!
  const misses = house.limits.passMissesByAddress
  const seconds = await misses.waitFor(address)
  if (seconds > 0) {
    const headers = { ...unkept, 'Retry-After': String(seconds) }
    return data({ words: tooManyTries(locale, seconds), accept: null }, { status: 429, headers })
  }
  const found = await findPass(house.db, secret, house.now())
  if (!found.ok) {
    if (found.reason === 'unknown-pass') await misses.take(address)
    const words = noPassWords(locale, found)
    return data({ words, accept: null }, { status: noPassStatus[found.reason], headers: unkept })
  }
  if (passSecretOf(request, house.config) === secret)
    throw redirect(pathIn(locale, '/pass'), { headers: unkept })
  const [campaign] = await nameCampaigns(house.db, [found.pass.campaign])
  const name = campaign ? inLocale(locale, campaign) : found.pass.campaign
  const accept = textsIn(locale, 'passes')('carry.accept')
  return data({ words: passWords(locale, found.pass, name, true), accept }, { headers: unkept })
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const { pathname } = new URL(request.url)
  const secret = params.secret!
  const now = house.now()
  const misses = house.limits.passMissesByAddress
  // The page itself says how long to wait.
  if ((await misses.waitFor(address)) > 0) return redirect(pathname, { status: 303, headers: unkept })
  // Back and once more: the same phone counts once.
  const carried = passSecretOf(request, house.config) === secret
  const found = carried
    ? await findPass(house.db, secret, now)
    : await takeUpPass(house.db, secret, { from: address, now })
  if (!found.ok) {
    if (found.reason === 'unknown-pass') await misses.take(address)
    return redirect(pathname, { status: 303, headers: unkept })
  }
  const headers = { ...unkept, 'Set-Cookie': passCookie(secret, house.config, now) }
  return redirect(pathIn(localeOfPath(pathname), '/pass'), { status: 303, headers })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.words.title, unlisted: true })

export default function PassOffer() {
  const { words, accept } = useLoaderData<typeof loader>()
  return <PassPage words={words} press={accept ? { label: accept } : null} />
}
