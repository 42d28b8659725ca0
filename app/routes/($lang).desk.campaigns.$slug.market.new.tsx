import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { enter } from '~/identity/enter.server'
import { listFundChoices } from '~/ledger/list-fund-choices.server'
import { listStalls } from '~/market/list-stalls.server'
import { setUpStalls } from '~/market/set-up-stalls.server'
import { StallForm } from '~/market/stall-fields'
import {
  keyFor,
  readStallFields,
  readStallForm,
  type StallFieldErrors,
  type StallFields,
} from '~/market/stall-form'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  await enter(house.identity, { request, address }, 'market.change', { campaign: slug })
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const stalls = await listStalls(house.db, slug)
  const number = Math.max(0, ...stalls.map((s) => s.number)) + 1
  const fund = campaign.routing.routes[0]?.fund ?? ''
  const fields: StallFields = {
    number: String(number),
    nameZh: '',
    nameEn: '',
    organisation: '',
    fund,
    goods: '',
  }
  const title = textsIn(locale, 'stalls')('addStall')
  return { locale, slug, title, fields, funds: await listFundChoices(house.db) }
}

/** What of a refusal stands at which field. */
const fieldOf = { 'number-taken': 'number', 'key-taken': 'number', 'unknown-fund': 'fund' } as const

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const slug = params.slug!
  const by = await enter(house.identity, { request, address }, 'market.change', { campaign: slug })
  const fields = readStallFields(await request.formData())
  const refuse = (errors: StallFieldErrors, status: number) => data({ fields, errors }, { status })
  const taken = (await listStalls(house.db, slug)).map((s) => s.key)
  const read = readStallForm(fields, keyFor(Number(fields.number) || 0, taken))
  if (!read.ok) return refuse(read.errors, 422)
  const added = await setUpStalls(house.db, by, { campaign: slug, stalls: [read.stall] })
  if (added.ok) {
    const locale = localeOfPath(new URL(request.url).pathname)
    return redirect(pathIn(locale, `/desk/campaigns/${slug}/market?done=added`), 303)
  }
  const { reason } = added
  if (reason === 'not-allowed' || reason === 'unknown-campaign') throw new Response(null, { status: 404 })
  return reason === 'invalid' ? refuse({}, 422) : refuse({ [fieldOf[reason]]: reason }, 409)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function NewStall() {
  const { locale, slug, title, fields, funds } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('stalls')
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading
        title={title}
        back={{ to: pathIn(locale, `/desk/campaigns/${slug}/market`), label: t('title') }}
      />
      <Panel>
        <StallForm
          locale={locale}
          fields={refused?.fields ?? fields}
          errors={refused?.errors ?? {}}
          funds={funds}
        />
      </Panel>
    </div>
  )
}
