import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { takesGifts, textOf } from '~/campaigns/campaign'
import { listCampaigns } from '~/campaigns/list-campaigns.server'
import { showAccountability } from '~/disclosures/accountability/show-accountability.server'
import { WhereItWent } from '~/disclosures/accountability/where-it-went'
import { Thermometer } from '~/live/thermometer'
import { usePolledTotals } from '~/live/use-live-totals'
import { formatDay, shanghaiDay } from '~/platform/dates'
import { type Locale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { EmptyState } from '~/ui/empty-state'
import { KapokFlower } from '~/ui/kapok-flower'
import { KapokSprig } from '~/ui/kapok-sprig'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { Tag } from '~/ui/tag'

export async function loader({ request, context: { house } }: LoaderFunctionArgs) {
  const today = shanghaiDay(house.now())
  const campaigns = await listCampaigns(house.db, { limit: 12 })
  const rows = await Promise.all(
    campaigns.map(async (campaign) => ({
      campaign,
      open: takesGifts(campaign, today),
      totals: (await house.live.find(campaign.slug))?.totals ?? null,
    })),
  )
  const locale = localeOfPath(new URL(request.url).pathname)
  const t = textsIn(locale, 'campaigns')
  return {
    locale,
    rows: rows.filter((r) => r.totals !== null),
    shown: await showAccountability(house.db, locale),
    title: t('home.title'),
    description: t('home.lead'),
  }
}
type Row = Awaited<ReturnType<typeof loader>>['rows'][number]

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, description: args.data?.description })

const steps = [
  [{ kind: 'bud', scale: 1.7, y: 14 }, 'home.how1'],
  [{ kind: 'open', scale: 1.05 }, 'home.how2'],
  [{ kind: 'leaf', scale: 1.9, x: -22, y: 6, turn: -20 }, 'home.how3'],
] as const

export default function Home() {
  const { locale, rows, shown } = useLoaderData<typeof loader>()
  const { t } = useTranslation('campaigns')
  const open = rows.filter((r) => r.open)
  const past = rows.filter((r) => !r.open)
  return (
    <div className="page space-y-12 sm:space-y-16">
      <div className="home-lead">
        <div>
          <h1 className="font-serif text-[clamp(1.6rem,8.2vw,2.986rem)] font-bold">{t('home.lead')}</h1>
          <p className="mt-3 max-w-prose text-lg text-soft">{t('home.about')}</p>
          <p className="mt-5 flex flex-wrap gap-3">
            <LinkButton to="#running">{t('home.give')}</LinkButton>
            <LinkButton to="#went" variant="secondary">
              {t('home.see')}
            </LinkButton>
          </p>
        </div>
        <KapokSprig className="h-24 max-w-full justify-self-end text-wood max-md:hidden lg:h-32" />
      </div>
      <section id="running" aria-labelledby="running-title" className="space-y-5">
        <h2 id="running-title" className="font-serif text-2xl font-bold">
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
      <WhereItWent shown={shown} />
      <Panel id="how" title={t('home.how')} tone="sunk">
        <ol className="grid gap-x-8 gap-y-5 md:grid-cols-3">
          {steps.map(([kind, key]) => (
            <li key={key} className="flex items-start gap-3 md:block">
              <svg viewBox="-26 -26 52 52" className="size-11 shrink-0" aria-hidden="true">
                <KapokFlower {...kind} />
              </svg>
              <p className="md:mt-2">{t(key)}</p>
            </li>
          ))}
        </ol>
        <p className="mt-6">
          <LinkButton variant="secondary" to={pathIn(locale, '/ledger')}>
            {t('page.check')}
          </LinkButton>
        </p>
      </Panel>
      {past.length > 0 && (
        <section aria-labelledby="past" className="space-y-4">
          <h2 id="past" className="font-serif text-2xl font-bold">
            {t('home.past')}
          </h2>
          <ul className="divide-y divide-line border-y border-line">
            {past.map((row) => (
              <PastCampaign key={row.campaign.slug} row={row} locale={locale} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function OpenCampaign({ row: { campaign, totals: first }, locale }: { row: Row; locale: Locale }) {
  const { t } = useTranslation('campaigns')
  const { totals, live } = usePolledTotals(first!)
  const text = textOf(campaign, locale)
  const path = pathIn(locale, `/campaigns/${campaign.slug}`)
  return (
    <article className="flex min-w-0 flex-col overflow-hidden rounded-paper border border-line bg-raised">
      <img
        src={campaign.cover}
        alt={text.coverAlt}
        width={1600}
        height={900}
        className="aspect-video w-full object-cover"
      />
      <div className="flex flex-1 flex-col gap-4 p-4 sm:p-6">
        <div className="flex-1">
          {campaign.madeUp && <Tag tone="attention">{t('made_up', { ns: 'ui' })}</Tag>}
          <h3 className="mt-2 font-serif text-xl font-bold">
            <a href={path} className="decoration-1 underline-offset-4 hover:underline">
              {text.name}
            </a>
          </h3>
          <p className="mt-1 text-soft">{text.summary}</p>
        </div>
        <Thermometer
          locale={locale}
          label={text.name}
          totals={totals}
          goalFen={campaign.goalFen?.toString() ?? null}
          live={live}
          brief
        />
        <p className="flex gap-3">
          <LinkButton to={`${path}#give`} size="large" className="flex-1" reloadDocument>
            {t('home.give')}
          </LinkButton>
          <LinkButton to={path} size="large" variant="secondary" className="flex-1" reloadDocument>
            {t('home.open')}
          </LinkButton>
        </p>
      </div>
    </article>
  )
}

function PastCampaign({ row: { campaign, totals }, locale }: { row: Row; locale: Locale }) {
  const { t } = useTranslation('campaigns')
  const text = textOf(campaign, locale)
  return (
    <li className="flex items-center gap-x-5 py-4">
      <img
        src={campaign.cover}
        alt=""
        width={160}
        height={90}
        loading="lazy"
        className="aspect-video w-40 shrink-0 rounded-paper border border-line object-cover max-sm:hidden"
      />
      <div className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <span className="min-w-0">
          <a
            className="font-serif text-lg font-bold decoration-1 underline underline-offset-4"
            href={pathIn(locale, `/campaigns/${campaign.slug}`)}
          >
            {text.name}
          </a>
          <span className="block text-soft">
            {formatDay(locale, campaign.eventOn ?? campaign.endsOn)} · {t(`state.${campaign.state}`)}
          </span>
        </span>
        <span>
          <span className="me-2 text-sm text-banyan-text">{t('page.confirmed')}</span>
          <Money fen={totals!.confirmedFen} size="large" />
        </span>
      </div>
    </li>
  )
}
