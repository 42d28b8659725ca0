import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { takesGifts, textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { findPledgeSetting } from '~/giving/find-pledge-setting.server'
import { makePledge } from '~/giving/make-pledge.server'
import { designationsOf } from '~/giving/name-designation.server'
import { PledgeFieldset } from '~/giving/pledge-fields'
import { emptyPledge, type PledgeErrors, pledgeFieldsOf } from '~/giving/pledge-form'
import { shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { Icon } from '~/ui/icon'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

/** Where a unit pledges. A campaign that never took pledges has no such page. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const [setting, campaign] = await Promise.all([
    findPledgeSetting(house.db, params.slug!),
    findCampaign(house.db, params.slug!),
  ])
  if (!setting || !campaign || campaign.state === 'draft') throw new Response(null, { status: 404 })
  const today = shanghaiDay(house.now())
  const notYet = campaign.state === 'open' && today < campaign.startsOn
  return data(
    {
      locale,
      title: textsIn(locale, 'pledges')('title'),
      campaign: textOf(campaign, locale).name,
      back: pathIn(locale, `/campaigns/${campaign.slug}`),
      stage: setting.takesPledges && takesGifts(campaign, today) ? 'open' : notYet ? 'notYet' : 'closed',
      fields: emptyPledge(randomUUID()),
      designations: await designationsOf(house.db, setting),
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

type Refusal = 'closed' | 'not-open-yet' | 'too-many'

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  const fields = pledgeFieldsOf(form)
  const again = (errors: PledgeErrors, status: number, refusal: Refusal | null = null) => {
    if (errors.formId) fields.formId = randomUUID()
    return data({ fields, errors, refusal }, { status, headers: { 'Cache-Control': 'private, no-store' } })
  }
  if ((await house.limits.giveByAddress.take(address)) > 0) return again({}, 429, 'too-many')
  const today = shanghaiDay(house.now())
  const made = await makePledge(house.db, { fields, campaign: params.slug!, locale, today })
  if (made.ok) {
    const here = pathIn(locale, `/pledges/${made.secret}?done=${made.again ? 'again' : 'made'}`)
    return redirect(here, { status: 303 })
  }
  if (made.reason === 'no-pledges') throw new Response(null, { status: 404 })
  return made.reason === 'invalid' ? again(made.errors ?? {}, 422) : again({}, 409, made.reason)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data && `${args.data.title} · ${args.data.campaign}` })

export default function PledgePage() {
  const { locale, title, campaign, back, stage, fields, designations } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('pledges')
  return (
    <div className="page-text max-w-xl space-y-6">
      <header>
        <a className="link inline-flex min-h-11 items-center gap-2" href={back} title={t('back')}>
          <Icon name="back" size={18} />
          {campaign}
        </a>
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <p className="mt-2 text-lg text-soft">{t('lead')}</p>
      </header>
      {stage !== 'open' && <Notice title={stage === 'notYet' ? t('notYet') : t('closed')} />}
      {(stage === 'open' || refused) && (
        <Form method="post" reloadDocument noValidate className="space-y-5">
          {refused?.refusal && <Notice kind="refused" title={t(`refused.${refused.refusal}`)} />}
          <PledgeFieldset
            locale={locale}
            fields={refused?.fields ?? fields}
            errors={refused?.errors ?? {}}
            designations={designations}
          />
          <Button variant="primary" size="large" className="max-sm:w-full">
            {t('form.send')}
          </Button>
        </Form>
      )}
    </div>
  )
}
