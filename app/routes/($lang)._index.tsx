import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { listCampaigns } from '~/campaigns/list-campaigns.server'
import { Thermometer } from '~/live/thermometer'
import { useLiveTotals } from '~/live/use-live-totals'
import { formatDay } from '~/platform/dates'
import { type Locale, localeOfPath, pathIn } from '~/platform/i18n'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { Tag } from '~/ui/tag'

export async function loader({ request, context: { house } }: LoaderFunctionArgs) {
  const campaigns = await listCampaigns(house.db, { limit: 12 })
  const rows = await Promise.all(
    campaigns.map(async (campaign) => ({
      campaign,
      totals: (await house.live.find(campaign.slug))?.totals ?? null,
    })),
  )
  return { locale: localeOfPath(new URL(request.url).pathname), rows: rows.filter((r) => r.totals !== null) }
}
type Row = Awaited<ReturnType<typeof loader>>['rows'][number]

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: args.data?.locale === 'en' ? 'Shanxing' : '善行',
    description:
      args.data?.locale === 'en'
        ? 'Where every gift went, for anyone to see.'
        : '每一笔捐赠去了哪里，谁都可以查到。',
  })

export default function Home() {
  const { locale, rows } = useLoaderData<typeof loader>()
  const { t } = useTranslation('campaigns')
  const open = rows.filter((r) => r.campaign.state === 'open')
  const past = rows.filter((r) => r.campaign.state !== 'open')
  return (
    <div className="page space-y-10">
      <h1 className="home-lead font-serif text-3xl leading-tight font-bold text-balance sm:text-4xl">
        {t('home.lead')}
      </h1>
      <section aria-labelledby="running" className="space-y-6">
        <h2 id="running" className="font-serif text-2xl font-bold">
          {t('home.running')}
        </h2>
        {open.length === 0 && (
          <EmptyState
            title={t('home.empty')}
            action={
              <LinkButton variant="secondary" to={pathIn(locale, '/funds')}>
                {t('home.see')}
              </LinkButton>
            }
          >
            {t('home.emptyHint')}
          </EmptyState>
        )}
        <div className="grid gap-6 lg:grid-cols-2">
          {open.map((row) => (
            <OpenCampaign key={row.campaign.slug} row={row} locale={locale} />
          ))}
        </div>
      </section>
      <Panel title={t('home.how')} tone="sunk">
        <ol className="list-decimal space-y-2 ps-6">
          <li>{t('home.how1')}</li>
          <li>{t('home.how2')}</li>
          <li>{t('home.how3')}</li>
        </ol>
        <p className="mt-4 flex flex-wrap gap-3">
          <LinkButton variant="secondary" to={pathIn(locale, '/funds')}>
            {t('home.see')}
          </LinkButton>
          <LinkButton variant="quiet" to={pathIn(locale, '/ledger')}>
            {t('page.check')}
          </LinkButton>
        </p>
      </Panel>
      {past.length > 0 && (
        <section aria-labelledby="past" className="space-y-3">
          <h2 id="past" className="font-serif text-2xl font-bold">
            {t('home.past')}
          </h2>
          <ul className="divide-y divide-line">
            {past.map(({ campaign, totals }) => (
              <li
                key={campaign.slug}
                className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-4"
              >
                <span className="min-w-0">
                  <a
                    className="text-lg font-semibold underline underline-offset-4"
                    href={pathIn(locale, `/campaigns/${campaign.slug}`)}
                  >
                    {textOf(campaign, locale).name}
                  </a>
                  <span className="block text-soft">
                    {formatDay(locale, campaign.eventOn ?? campaign.endsOn)} · {t(`state.${campaign.state}`)}
                  </span>
                </span>
                <Money fen={totals!.confirmedFen} size="large" />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function OpenCampaign({ row: { campaign, totals: first }, locale }: { row: Row; locale: Locale }) {
  const { t } = useTranslation('campaigns')
  const { totals, live } = useLiveTotals(first!)
  const text = textOf(campaign, locale)
  const path = pathIn(locale, `/campaigns/${campaign.slug}`)
  return (
    <article className="min-w-0 overflow-hidden rounded-paper border border-line bg-raised">
      <img
        src={campaign.cover}
        alt={text.coverAlt}
        width={1600}
        height={900}
        className="aspect-video w-full object-cover"
      />
      <div className="space-y-4 p-4 sm:p-6">
        {campaign.madeUp && <Tag tone="attention">{t('made_up', { ns: 'ui' })}</Tag>}
        <h3 className="font-serif text-xl leading-snug font-bold text-balance">
          <a href={path}>{text.name}</a>
        </h3>
        <p className="text-soft">{text.summary}</p>
        <Thermometer
          locale={locale}
          label={text.name}
          totals={totals}
          goalFen={campaign.goalFen?.toString() ?? null}
          live={live}
          brief
        />
        <LinkButton to={`${path}#give`} wide reloadDocument>
          {t('home.give')}
        </LinkButton>
      </div>
    </article>
  )
}
