import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { enter } from '~/identity/enter.server'
import { formatCount } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { EmptyState } from '~/ui/empty-state'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Table } from '~/ui/table'
import { countWalkers } from '~/walks/count-walkers.server'
import { listWalkers } from '~/walks/list-walkers.server'
import { lookAtWalker } from '~/walks/look-at-walker.server'
import { WalkerContactPanel } from '~/walks/walker-contact'
import { readWalkerFilter } from '~/walks/walker-filter'
import { WalkerList } from '~/walks/walker-list'
import { WalkerSearchForm } from '~/walks/walker-search-form'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  await enter(house.identity, { request, address }, 'walker.look', { campaign: slug })
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const filter = readWalkerFilter(searchParams)
  const typed = searchParams.get('after') ?? ''
  const after = /^\d{1,18}$/.test(typed) ? BigInt(typed) : 0n
  const counts = await countWalkers(house.db, slug)
  const { walkers, next } = await listWalkers(house.db, slug, { filter, after })
  searchParams.delete('after')
  return data(
    {
      locale,
      title: textsIn(locale, 'walkers')('title'),
      campaign: textOf(campaign, locale).name,
      back: pathIn(locale, `/desk/campaigns/${slug}`),
      counts,
      filter,
      // How to reach them does not travel with the list.
      walkers: walkers.map((w) => ({
        ...{ id: w.id, name: w.name, minor: w.minor, level: w.level, state: w.state, bib: w.bib },
        ...{
          unitName: w.unitName,
          contactName: w.contactName,
          createdAt: w.createdAt,
          feeFen: w.feeFen,
          feeHeld: w.feeHeld,
        },
      })),
      search: searchParams.toString(),
      next: next?.toString() ?? null,
      first: after === 0n,
    },
    { headers: unkept },
  )
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'walker.look', { campaign })
  const form = await request.formData().catch(() => null)
  const walkerId = String(form?.get('walker') ?? '')
  const looked = await lookAtWalker(house.db, by, { campaign, walkerId })
  if (!looked.ok) return data({ contact: null }, { status: 422, headers: unkept })
  return data({ contact: looked.contact }, { headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function WalkersPage() {
  const { locale, title, campaign, back, counts, filter, walkers, search, next, first } =
    useLoaderData<typeof loader>()
  const contact = useActionData<typeof action>()?.contact
  const { t } = useTranslation('walkers')
  const here = `${back}/walkers`
  const levels = new Map(counts.levels.map((l) => [l.key, inLocale(locale, { zh: l.nameZh, en: l.nameEn })]))
  const withSearch = (more: string) => `${here}?${[search, more].filter(Boolean).join('&')}`
  return (
    <div className="space-y-6">
      <DeskHeading title={title} lead={t('lead')} back={{ to: back, label: campaign }} />
      <Table
        caption={t('counts')}
        captionHidden
        rows={counts.levels}
        rowKey={(l) => l.key}
        emptyText={t('noWalk')}
        columns={[
          { id: 'level', header: t('column.level'), rowHeader: true, cell: (l) => levels.get(l.key) },
          { id: 'capacity', header: t('capacity'), align: 'end', cell: (l) => formatCount(l.capacity) },
          ...(['registered', 'unpaid', 'waiting', 'cancelled'] as const).map((state) => ({
            id: state,
            header: t(`state.${state}`),
            align: 'end' as const,
            cell: (l: (typeof counts.levels)[number]) => formatCount(l[state]),
          })),
        ]}
      />
      <WalkerSearchForm here={here} filter={filter} levels={levels} units={counts.units} />
      {contact && <WalkerContactPanel contact={contact} />}
      {walkers.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      ) : (
        <WalkerList locale={locale} walkers={walkers} levels={levels} />
      )}
      <Pager
        label={t('list')}
        previous={first ? undefined : { to: withSearch(''), label: t('first') }}
        next={next ? { to: withSearch(`after=${next}`), label: t('next') } : undefined}
      />
      {walkers.length > 0 && (
        <p className="flex flex-wrap items-center gap-x-5">
          <span className="text-soft">{t('export')}</span>
          {['csv', 'xlsx'].map((format) => (
            <a
              key={format}
              className="link inline-flex min-h-11 items-center"
              href={`${here}/export?${[search, `format=${format}`].filter(Boolean).join('&')}`}
              download
            >
              {format.toUpperCase()}
            </a>
          ))}
        </p>
      )}
    </div>
  )
}
