import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { enter } from '~/identity/enter.server'
import { LiveMonitoringBoard, StillMonitoringBoard } from '~/live/monitoring-board'
import { rangeFieldsOf, rangeSearch } from '~/live/monitoring-range'
import { MonitoringRangeForm } from '~/live/monitoring-range-form'
import { readMonitoring } from '~/live/read-monitoring.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { pageMeta } from '~/ui/page-meta'
import { Tag } from '~/ui/tag'

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  await enter(house.identity, { request, address }, 'monitoring.see', { campaign: slug })
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const url = new URL(request.url)
  const locale = localeOfPath(url.pathname)
  const fields = rangeFieldsOf(url.searchParams)
  const { figures, errors } = await readMonitoring(house.db, campaign, fields, house.now())
  const { name } = textOf(campaign, locale)
  return data(
    {
      locale,
      slug,
      name,
      state: campaign.state,
      madeUp: campaign.madeUp,
      title: textsIn(locale, 'monitoring')('titleOf', { name }),
      fields,
      errors,
      figures,
    },
    { status: errors.from || errors.to ? 422 : 200, headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function Monitoring() {
  const { locale, slug, name, state, madeUp, fields, errors, figures } = useLoaderData<typeof loader>()
  const { t } = useTranslation('monitoring')
  const path = pathIn(locale, `/desk/campaigns/${slug}/monitoring`)
  const read = { name: figures.name, range: figures.range, errors }
  return (
    <div className="space-y-5">
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <p className="mb-1 flex flex-wrap gap-2">
            <Tag tone={state === 'open' ? 'done' : 'neutral'}>{t(`state.${state}`, { ns: 'campaigns' })}</Tag>
            {madeUp && <Tag tone="attention">{t('made_up', { ns: 'ui' })}</Tag>}
          </p>
          <h1 className="font-serif text-2xl font-bold">{t('title')}</h1>
          <p className="text-soft">{name}</p>
        </div>
        {state !== 'draft' && (
          <a href={pathIn(locale, `/campaigns/${slug}`)} className="link inline-flex min-h-11 items-center">
            {t('toPublic')}
          </a>
        )}
      </header>
      <MonitoringRangeForm path={path} fields={fields} read={read} />
      {state === 'draft' ? (
        <StillMonitoringBoard locale={locale} first={figures} />
      ) : (
        <LiveMonitoringBoard
          locale={locale}
          first={figures}
          figuresUrl={`${path}/figures${rangeSearch(read)}`}
        />
      )}
    </div>
  )
}
