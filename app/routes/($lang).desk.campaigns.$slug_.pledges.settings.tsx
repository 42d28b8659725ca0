import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { findPledgeSetting } from '~/giving/find-pledge-setting.server'
import {
  fieldsOfSetting,
  readSettingForm,
  type SettingErrors,
  settingFieldsOf,
} from '~/giving/pledge-setting-form'
import { PledgeSettingForm } from '~/giving/pledge-setting-form-view'
import { setUpPledges } from '~/giving/set-up-pledges.server'
import { enter } from '~/identity/enter.server'
import { listFundChoices } from '~/ledger/list-fund-choices.server'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

/** Whether and how a campaign takes pledges. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  await enter(house.identity, { request, address }, 'pledge.change', { campaign: slug })
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  return {
    title: textsIn(locale, 'pledging')('settings.title'),
    back: { to: pathIn(locale, `/desk/campaigns/${slug}/pledges`), label: textOf(campaign, locale).name },
    fields: fieldsOfSetting(await findPledgeSetting(house.db, slug)),
    // A unit may name a fund of the campaign; a region may lead to one of these as well.
    funds: campaign.routing.routes.map((r) => ({
      value: r.fund,
      label: inLocale(locale, { zh: r.nameZh, en: r.nameEn }),
    })),
    done: searchParams.get('done') === 'set-up',
  }
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'pledge.change', { campaign })
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  const fields = settingFieldsOf(form)
  const refuse = (errors: SettingErrors, reason: string | null, status: number) =>
    data({ fields, errors, reason }, { status })
  const funds = new Set((await listFundChoices(house.db)).map(({ slug }) => slug))
  const read = readSettingForm(fields, funds)
  if (!read.ok) return refuse(read.errors, null, 422)
  const version = Number(fields.version)
  const set = await setUpPledges(house.db, by, { campaign, draft: read.draft, version })
  if (!set.ok) return refuse({}, set.reason, 409)
  return redirect(`${new URL(request.url).pathname}?done=set-up`, 303)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function PledgeSettingsPage() {
  const { title, back, fields, funds, done } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('pledging')
  return (
    <div className="max-w-3xl space-y-6">
      <DeskHeading title={title} lead={t('settings.lead')} back={back} />
      {done && !refused && (
        <Notice kind="done" live>
          {t('done.set-up')}
        </Notice>
      )}
      {refused?.reason && (
        <Notice kind="refused" live title={t(`refused.${refused.reason}` as 'refused.settled')} />
      )}
      <PledgeSettingForm
        key={fields.version}
        fields={refused?.fields ?? fields}
        errors={refused?.errors ?? {}}
        funds={funds}
      />
    </div>
  )
}
