import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { listCampaigns } from '~/campaigns/list-campaigns.server'
import { listCampaignsToMind } from '~/campaigns/list-campaigns-to-mind.server'
import { countHeldMatches } from '~/giving/count-held-matches.server'
import { countWaiting } from '~/giving/count-waiting.server'
import { reachOf } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { formatCount, formatDay, shanghaiDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { countOverdueMilestones } from '~/projects/count-overdue.server'
import { countWaitingPlans } from '~/stewardship/plans/list-plans.server'
import { EmptyState } from '~/ui/empty-state'
import { Icon } from '~/ui/icon'
import { Money } from '~/ui/money'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { useRefresh } from '~/ui/use-refresh'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'desk.see', 'somewhere')
  const locale = localeOfPath(new URL(request.url).pathname)
  const reach = reachOf(actor, 'campaign.see', 'campaign')
  const today = shanghaiDay(house.now())
  const [counted, plans, milestones, held, minded, campaigns] = await Promise.all([
    countWaiting(house.db, actor),
    countWaitingPlans(house.db, actor),
    countOverdueMilestones(house.db, actor, today),
    countHeldMatches(house.db, actor),
    listCampaignsToMind(house.db, reach, today),
    listCampaigns(house.db, { limit: 50 }),
  ])
  const open = campaigns.filter((c) => c.state === 'open' && (reach === '*' || reach.includes(c.slug)))
  const running = open.map(async ({ slug, zh, en, endsOn }) => {
    const totals = (await house.live.find(slug))?.totals
    const figures = { confirmedFen: totals?.confirmedFen ?? '0', gifts: Number(totals?.gifts ?? 0) }
    return { slug, zh: zh.name, en: en.name, endsOn, ...figures }
  })
  return {
    locale,
    name: actor.name,
    title: textsIn(locale, 'desk')('today.title'),
    waiting: { ...counted, plans, milestones },
    held,
    minded,
    running: await Promise.all(running),
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

const paths = {
  holds: '/desk/holds',
  proposals: '/desk/proposals',
  messages: '/desk/messages',
  offline: '/desk/offline',
  plans: '/desk/plans',
  milestones: '/desk/projects',
  alerts: '/desk/health',
  suspicions: '/desk/suspicions',
} as const
/** Money first, then what holds up colleagues. */
const order = [
  'holds',
  'suspicions',
  'proposals',
  'plans',
  'milestones',
  'offline',
  'messages',
  'alerts',
] as const
const refreshMs = 15_000
const row = 'flex min-h-11 items-center justify-between gap-3 py-2 font-semibold hover:underline'

export default function Today() {
  const { locale, name, waiting, held, minded, running } = useLoaderData<typeof loader>()
  const { t } = useTranslation('work')
  const { t: desk } = useTranslation('desk')
  useRefresh(refreshMs)
  const due = order.filter((what) => waiting[what] > 0)
  return (
    <div className="space-y-6">
      <header>
        <h1 className="font-serif text-2xl font-bold">{desk('today.title')}</h1>
        <p className="mt-1 text-soft">{desk('today.lead', { name })}</p>
      </header>
      {due.length + held.length + minded.length === 0 ? (
        <EmptyState title={t('today.nothing')}>{t('today.nothingHint')}</EmptyState>
      ) : (
        <Panel id="waits" title={t('today.waits')}>
          <ul className="divide-y divide-line">
            {due.map((what) => (
              <li key={what}>
                <Link to={pathIn(locale, paths[what])} className={row}>
                  {t(`today.${what}`, { count: waiting[what] })}
                  <Icon name="arrow" />
                </Link>
              </li>
            ))}
            {held.map(({ slug, count, ...names }) => (
              <li key={`held ${slug}`}>
                <Link to={pathIn(locale, `/desk/campaigns/${slug}/matching`)} className={row}>
                  {t('today.matches', { count, name: inLocale(locale, names) })}
                  <Icon name="arrow" />
                </Link>
              </li>
            ))}
            {minded.map(({ slug, nameZh, nameEn, why, day }) => (
              <li key={`${why} ${slug}`}>
                <Link to={pathIn(locale, `/desk/campaigns/${slug}`)} className={row}>
                  {t(why === 'ends-soon' ? 'today.endsSoon' : 'today.noFiling', {
                    name: inLocale(locale, { zh: nameZh, en: nameEn }),
                    day: formatDay(locale, day),
                  })}
                  <Icon name="arrow" />
                </Link>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel id="running" title={t('today.running')}>
        <Table
          caption={t('today.running')}
          captionHidden
          rows={running}
          rowKey={(c) => c.slug}
          emptyText={t('today.noneRunning')}
          columns={[
            {
              id: 'campaign',
              header: t('today.campaign'),
              rowHeader: true,
              cell: (c) => (
                <>
                  <Link
                    className="link inline-block py-1"
                    to={pathIn(locale, `/campaigns/${c.slug}`)}
                    reloadDocument
                  >
                    {inLocale(locale, c)}
                  </Link>
                  <span className="block text-sm font-normal text-soft">
                    {t('today.until', { day: formatDay(locale, c.endsOn) })}
                  </span>
                </>
              ),
            },
            {
              id: 'gifts',
              header: t('today.gifts'),
              align: 'end',
              cell: (c) => formatCount(c.gifts),
            },
            {
              id: 'confirmed',
              header: t('today.confirmed'),
              align: 'end',
              cell: (c) => <Money fen={c.confirmedFen} className="font-semibold" />,
            },
          ]}
        />
      </Panel>
    </div>
  )
}
