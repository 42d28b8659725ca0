import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { CampaignFacts } from '~/campaigns/campaign-facts'
import { CampaignFiling } from '~/campaigns/campaign-filing'
import { CampaignHead } from '~/campaigns/campaign-head'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { enter } from '~/identity/enter.server'
import { Thermometer } from '~/live/thermometer'
import type { Totals } from '~/live/totals'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { Prose } from '~/ui/prose'

/** A draft has no totals yet. */
const nothingYet = (campaign: string, at: Date): Totals => ({
  campaign,
  currency: 'CNY',
  confirmedFen: '0',
  pendingFen: '0',
  pendingCashFen: '0',
  refundedFen: '0',
  gifts: 0,
  pendingGifts: 0,
  byChannel: {},
  treeSize: 0,
  asOf: at.toISOString(),
})

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  await enter(house.identity, { request, address }, 'campaign.see', { campaign: slug })
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  return {
    locale: localeOfPath(new URL(request.url).pathname),
    campaign,
    totals: (await house.live.find(slug))?.totals ?? nothingYet(slug, house.now()),
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data && textOf(args.data.campaign, args.data.locale).name, unlisted: true })

/** The public page, drawn by the same parts in the site's own frame, without its form. */
export default function CampaignPreview() {
  const { locale, campaign, totals } = useLoaderData<typeof loader>()
  const { t } = useTranslation('editing')
  const text = textOf(campaign, locale)
  const path = `/desk/campaigns/${campaign.slug}`
  const other = locale === 'en' ? 'zh-CN' : 'en'
  return (
    <>
      <div className="page-text no-print mb-6 lg:max-w-[1120px]">
        <Notice kind="attention" title={t('preview.title')}>
          <p>{t('preview.lead')}</p>
          <p className="flex flex-wrap gap-x-6">
            <Link className="link inline-flex min-h-11 items-center" to={pathIn(locale, path)}>
              {t('preview.back')}
            </Link>
            {/* A full load: the other language brings its own texts. */}
            <a className="link inline-flex min-h-11 items-center" href={pathIn(other, `${path}/preview`)}>
              {t('preview.other')}
            </a>
          </p>
        </Notice>
      </div>
      <article className="page-text campaign-page lg:max-w-[1120px]">
        <CampaignHead campaign={campaign} locale={locale} open={campaign.state === 'open'} />
        <div className="campaign-side">
          <Panel
            id="raised"
            title={t('page.raised', { ns: 'campaigns' })}
            className="campaign-sheet max-sm:rounded-none max-sm:border-x-0"
          >
            <Thermometer
              locale={locale}
              label={text.name}
              totals={totals}
              goalFen={campaign.goalFen?.toString() ?? null}
              live={null}
            />
          </Panel>
          <div id="give">
            <Notice kind="info">{t('preview.noGive')}</Notice>
          </div>
        </div>
        <div className="min-w-0 space-y-10">
          <CampaignFacts campaign={campaign} locale={locale} />
          <Panel id="story" title={t('page.story', { ns: 'campaigns' })} tone="plain">
            <Prose text={text.story} />
          </Panel>
          <CampaignFiling campaign={campaign} locale={locale} />
        </div>
      </article>
    </>
  )
}
