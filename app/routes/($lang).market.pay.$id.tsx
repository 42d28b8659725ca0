import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { nameCampaigns } from '~/campaigns/name-campaigns.server'
import { WayChoice } from '~/giving/way-choice'
import { waysOfPaying } from '~/giving/ways-of-paying.server'
import { checkSalePayment } from '~/market/check-sale-payment.server'
import { findStall } from '~/market/find-stall.server'
import { readPayAddress } from '~/market/pay-address'
import { startSalePayment } from '~/market/start-sale-payment.server'
import { formatFen } from '~/money/fen'
import { readPaying } from '~/payments/read-paying'
import { shanghaiDay } from '~/platform/dates'
import { inLocale, localeOfPath } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { DefinitionList } from '~/ui/definition-list'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

/** A buyer pays a stall's receipt by QR. The receipt itself may still be on the stall's phone: the address says all that is needed. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const url = new URL(request.url)
  const locale = localeOfPath(url.pathname)
  const t = textsIn(locale, 'market')
  const title = t('pay.title')
  const asked = readPayAddress(params.id!, url.searchParams)
  const stall = asked && (await findStall(house.db, asked.campaign, asked.stall))
  const [campaign] = stall ? await nameCampaigns(house.db, [stall.campaign]) : []
  if (!asked || !stall || !campaign) {
    const unknown = { title: t('pay.unknownTitle'), text: t('pay.unknownText') }
    return data({ title, unknown, words: null }, { status: 404, headers: unkept })
  }
  const checked = await checkSalePayment(house.db, { ...asked, today: shanghaiDay(house.now()) })
  if (!checked.ok) {
    const unknown = { title: t('pay.notNow'), text: t(`pay.${checked.reason}`) }
    return data({ title, unknown, words: null }, { status: 409, headers: unkept })
  }
  const [name, fund] = [
    inLocale(locale, { zh: stall.nameZh, en: stall.nameEn }),
    inLocale(locale, { zh: stall.fundZh, en: stall.fundEn }),
  ]
  const words = {
    lead: t('pay.lead', { stall: name, fund }),
    amountFen: asked.amountFen,
    facts: [
      { term: t('pay.stall'), detail: name },
      { term: t('pay.organisation'), detail: stall.organisation },
      { term: t('pay.fund'), detail: fund },
      { term: t('pay.campaign'), detail: inLocale(locale, campaign) },
    ],
    go: t('pay.go', { amount: formatFen(asked.amountFen) }),
    hint: t('pay.hint'),
    ways: waysOfPaying(house.gateways, locale, request),
  }
  return data({ title, unknown: null, words }, { headers: unkept })
}

export async function action({ request, params, context: { house, address, ip } }: ActionFunctionArgs) {
  const url = new URL(request.url)
  const locale = localeOfPath(url.pathname)
  const t = textsIn(locale, 'market')
  const session = await house.sessions.of(request)
  const headers = { ...unkept, 'Set-Cookie': session.setCookie }
  const [byAddress, bySession] = await Promise.all([
    house.limits.giveByAddress.take(address),
    house.limits.giveBySession.take(session.id),
  ])
  const seconds = Math.max(byAddress, bySession)
  if (seconds > 0) {
    const refused = t('pay.too-many', { seconds })
    return data({ refused }, { status: 429, headers: { ...headers, 'Retry-After': String(seconds) } })
  }
  const asked = readPayAddress(params.id!, url.searchParams)
  if (!asked) throw new Response(null, { status: 404 })
  const form = await request.formData().catch(() => null)
  const paying = readPaying(house.gateways, { request, ip, way: form?.get('way') })
  const started = await startSalePayment(house.db, house.gateways.for(paying.way), {
    ...asked,
    today: shanghaiDay(house.now()),
    locale,
    publicUrl: house.config.PUBLIC_URL,
    paying,
  })
  if (started.ok) return redirect(started.url, { status: 303, headers })
  if (started.reason === 'unknown-stall') throw new Response(null, { status: 404 })
  const status = started.reason.startsWith('provider-') ? 503 : 409
  return data({ refused: t(`pay.${started.reason}`) }, { status, headers })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function PayAtStall() {
  const { title, unknown, words } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()?.refused
  return (
    <div className="page-text space-y-6">
      <h1 className="font-serif text-3xl font-bold">{title}</h1>
      {unknown && (
        <Notice kind="refused" title={unknown.title}>
          {unknown.text}
        </Notice>
      )}
      {refused && (
        <Notice kind="refused" live>
          {refused}
        </Notice>
      )}
      {words && (
        <Panel>
          <p className="mb-2">{words.lead}</p>
          <p className="@container mb-4">
            <Money fen={words.amountFen} size="display" />
          </p>
          <DefinitionList short items={words.facts} />
          <Form method="post" reloadDocument className="mt-5 space-y-2">
            {words.ways && <WayChoice ways={words.ways} />}
            <Button size="large" wide>
              {words.go}
            </Button>
            <p className="text-sm text-soft">{words.hint}</p>
          </Form>
        </Panel>
      )}
    </div>
  )
}
