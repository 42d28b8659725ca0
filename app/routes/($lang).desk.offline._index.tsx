import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { nameCampaigns } from '~/campaigns/name-campaigns.server'
import { readBatchFilter } from '~/giving/batch-filter'
import { BatchList, BatchSearchForm } from '~/giving/batch-list'
import { listBatches, readBatchKey, spellBatchKey } from '~/giving/list-batches.server'
import { readCashOnHand } from '~/giving/read-cash-on-hand.server'
import { can, canSomewhere } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { formatCount } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'

export { pageHeaders as headers } from '~/ui/page-headers'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'offline.see', 'somewhere')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const filter = readBatchFilter(searchParams)
  const after = readBatchKey(searchParams.get('after'))
  const { rows, next } = await listBatches(house.db, by, { filter, after, limit: 50 })
  const named = await nameCampaigns(house.db, [...new Set(rows.map((b) => b.campaign))])
  searchParams.delete('after')
  return data(
    {
      ...{ locale, filter, batches: rows, first: !after, next: next && spellBatchKey(next) },
      title: textsIn(locale, 'offline')('title'),
      campaigns: Object.fromEntries(named.map((c) => [c.slug, inLocale(locale, c)])),
      // What lies in the house in all is for those who keep all of it.
      sums: can(by, 'offline.see') ? await readCashOnHand(house.db) : null,
      mayEnter: canSomewhere(by, 'offline.enter'),
      search: searchParams.toString(),
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function OfflinePage() {
  const { locale, title, batches, campaigns, sums, mayEnter, filter, search, first, next } =
    useLoaderData<typeof loader>()
  const { t } = useTranslation('offline')
  const here = pathIn(locale, '/desk/offline')
  const withSearch = (more: string) => `${here}?${[search, more].filter(Boolean).join('&')}`
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t('lead')}
        aside={mayEnter && <LinkButton to={`${here}/new`}>{t('toNew')}</LinkButton>}
      />
      {sums && (
        <>
          <dl className="flex flex-wrap gap-x-10 gap-y-3">
            <Sum term={t('sum.onHand')} hint={t('sum.onHandHint')}>
              <Money fen={sums.onHandFen} />
            </Sum>
            <Sum term={t('sum.cheques')} hint={t('sum.chequesHint', { n: formatCount(sums.cheques) })}>
              <Money fen={sums.chequesFen} />
            </Sum>
            <Sum term={t('sum.open')} hint={t('sum.openHint')}>
              {formatCount(sums.open)}
            </Sum>
          </dl>
          <p className="max-w-prose text-soft">{t('toBank')}</p>
        </>
      )}
      <BatchSearchForm here={here} filter={filter} />
      {batches.length === 0 ? (
        <EmptyState title={t('list.none')}>{t('list.noneHint')}</EmptyState>
      ) : (
        <BatchList locale={locale} here={here} batches={batches} campaigns={campaigns} />
      )}
      <Pager
        label={t('list.caption')}
        previous={first ? undefined : { to: withSearch(''), label: t('list.first') }}
        next={next ? { to: withSearch(`after=${next}`), label: t('list.next') } : undefined}
      />
      {batches.length > 0 && <ExportLinks to={`${here}/export`} query={search} label={t('list.export')} />}
    </div>
  )
}

const Sum = ({ term, hint, children }: { term: string; hint: string; children: React.ReactNode }) => (
  <div>
    <dt className="text-sm text-soft">{term}</dt>
    <dd className="tabular text-2xl font-semibold">{children}</dd>
    <dd className="text-sm text-soft">{hint}</dd>
  </div>
)
