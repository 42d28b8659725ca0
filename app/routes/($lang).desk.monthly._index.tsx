import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { listMonthly, sumMonthly } from '~/giving/list-monthly.server'
import { cursorOf, readCursor } from '~/giving/list-pledges.server'
import { monthlyStates } from '~/giving/monthly'
import { readMonthlyFilter } from '~/giving/monthly-filter'
import { MonthlyList } from '~/giving/monthly-list'
import { enter } from '~/identity/enter.server'
import { formatFen } from '~/money/fen'
import { formatCount } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { SearchForm } from '~/ui/desk/search-form'
import { EmptyState } from '~/ui/empty-state'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'

export { pageHeaders as headers } from '~/ui/page-headers'

const pageSize = 100

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  await enter(house.identity, { request, address }, 'monthly.see')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const filter = readMonthlyFilter(searchParams)
  const after = readCursor(searchParams.get('after'))
  const { rows, next } = await listMonthly(house.db, { filter, after, limit: pageSize })
  searchParams.delete('after')
  return data(
    {
      ...{ locale, filter, first: !after, next: next && cursorOf(next), search: searchParams.toString() },
      title: textsIn(locale, 'givenMonthly')('title'),
      sums: await sumMonthly(house.db),
      rows: rows.map(({ subscriptionRef: _s, checkoutRef: _c, checkoutUrl: _u, ...shown }) => shown),
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function DeskMonthlyPage() {
  const { locale, title, filter, rows, sums, first, next, search } = useLoaderData<typeof loader>()
  const { t } = useTranslation('givenMonthly')
  const here = pathIn(locale, '/desk/monthly')
  const states = monthlyStates.map((value) => ({ value, label: t(`state.${value}`) }))
  const narrowed = filter.q !== '' || filter.state !== null
  const withQuery = (more: string) => `${here}?${[search, more].filter(Boolean).join('&')}`
  return (
    <div className="space-y-6">
      <DeskHeading title={title} lead={t('lead')} />
      <p>
        {t('sums', {
          running: formatCount(sums.running),
          amount: formatFen(sums.monthlyFen),
          pastDue: formatCount(sums.pastDue),
        })}
      </p>
      <SearchForm
        here={here}
        typed={{ label: t('search.q'), value: filter.q }}
        choices={[{ name: 'state', label: t('search.state'), value: filter.state, options: states }]}
      />
      {rows.length === 0 ? (
        <EmptyState title={t(narrowed ? 'noneFound' : 'none')}>{!narrowed && t('noneHint')}</EmptyState>
      ) : (
        <MonthlyList locale={locale} rows={rows} />
      )}
      <Pager
        label={t('list')}
        previous={first ? undefined : { to: withQuery(''), label: t('first') }}
        next={next ? { to: withQuery(`after=${next}`), label: t('next') } : undefined}
      />
      {rows.length > 0 && <ExportLinks to={`${here}/export`} query={search} label={t('export')} />}
    </div>
  )
}
