import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useEffect } from 'react'
import { nameCampaigns } from '~/campaigns/name-campaigns.server'
import { carriedPass } from '~/identity/carried-pass.server'
import { noPassCookie } from '~/identity/pass-cookie.server'
import { PassPage } from '~/identity/pass-page'
import { noPassStatus, noPassWords, passWords } from '~/identity/pass-words.server'
import { waysOfStall } from '~/market/ways-of-stall.server'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { pageMeta } from '~/ui/page-meta'
import { waysOfPlace } from '~/walks/ways-of-place.server'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

/** What the pass in this phone is for: which place, until when, whom to call. Looked up anew with each request. */
export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const carried = await carriedPass(house.db, { request, address }, house.config, house.now())
  if (!carried.ok) {
    const words = noPassWords(locale, carried)
    return data(
      { words, good: null, putDown: null, ways: [], none: carried.reason === 'no-pass' },
      { status: noPassStatus[carried.reason], headers: unkept },
    )
  }
  const { pass } = carried
  const t = textsIn(locale, 'passes')
  const [campaign] = await nameCampaigns(house.db, [pass.campaign])
  const words = passWords(locale, pass, campaign ? inLocale(locale, campaign) : pass.campaign, false)
  const putDown = { label: t('carry.putDown'), hint: t('carry.putDownHint', { place: pass.place }) }
  const ways = [...waysOfPlace(locale, pass), ...waysOfStall(locale, pass)]
  return data({ words, good: t('carry.good'), putDown, ways, none: false }, { headers: unkept })
}

/** Puts the pass down: the phone goes back to its owner. */
export async function action({ request, context: { house } }: ActionFunctionArgs) {
  const headers = { ...unkept, 'Set-Cookie': noPassCookie(house.config) }
  return redirect(pathIn(localeOfPath(new URL(request.url).pathname), '/pass'), { status: 303, headers })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.words.title, unlisted: true })

export default function CarriedPass() {
  const { words, good, putDown, ways, none } = useLoaderData<typeof loader>()
  // A phone that goes back to its owner takes nobody's names along.
  useEffect(() => {
    if (none) void import('~/walks/phone/forget-names').then(({ forgetNames }) => forgetNames())
  }, [none])
  return (
    <PassPage
      words={words}
      good={good}
      ways={ways}
      press={putDown && { ...putDown, action: '?index', quiet: true }}
    />
  )
}
