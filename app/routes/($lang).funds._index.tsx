import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { readFundFilter, readRankKey, spellRankKey } from '~/ledger/fund-filter'
import { FundGroups } from '~/ledger/fund-groups'
import { FundSearch } from '~/ledger/fund-search'
import { FundTable } from '~/ledger/fund-table'
import { listFundGroups, sumFunds } from '~/ledger/list-fund-groups.server'
import { rankFunds } from '~/ledger/rank-funds.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Disclosure } from '~/ui/disclosure'
import { EmptyState } from '~/ui/empty-state'
import { Money } from '~/ui/money'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'

const pageSize = 50

export async function loader({ request, context: { house } }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const filter = readFundFilter(searchParams)
  const after = readRankKey(searchParams.get('after'))
  const { funds, next } = await rankFunds(house.db, { filter, after, limit: pageSize })
  searchParams.delete('after')
  return {
    ...{ locale, filter, funds, next: next && spellRankKey(next), first: !after },
    title: textsIn(locale, 'ledger')('funds.title'),
    groups: await listFundGroups(house.db),
    all: await sumFunds(house.db),
    search: searchParams.toString(),
  }
}

export const meta: MetaFunction<typeof loader> = (args) => pageMeta(args, { title: args.data?.title })

export default function FundsPage() {
  const { locale, filter, funds, groups, all, next, first, search } = useLoaderData<typeof loader>()
  const { t } = useTranslation('ledger')
  const here = pathIn(locale, '/funds')
  const withSearch = (more: string) => `${here}?${[search, more].filter(Boolean).join('&')}`
  const together = [
    [t('funds.received'), all.receivedFen],
    [t('funds.disbursed'), all.disbursedFen],
    [t('funds.balance'), all.balanceFen],
  ] as const
  return (
    <div className="page space-y-6">
      <header>
        <h1 className="font-serif text-3xl font-bold">{t('funds.title')}</h1>
        <p className="mt-2 max-w-prose text-lg text-soft">{t('funds.lead')}</p>
      </header>
      <section aria-label={t('funds.together')}>
        <p className="text-soft">{t('funds.together')}</p>
        <dl className="mt-1 flex flex-wrap gap-x-10 gap-y-2">
          {together.map(([term, fen]) => (
            <div key={term}>
              <dt className="text-sm text-soft">{term}</dt>
              <dd className="text-xl font-semibold">
                <Money fen={fen} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
      {groups.length > 0 && (
        <Disclosure summary={t('funds.groups')}>
          <FundGroups {...{ locale, groups }} toGroup={(key) => `${here}?group=${key}`} />
        </Disclosure>
      )}
      <FundSearch {...{ locale, here, filter, groups }} />
      {funds.length === 0 ? (
        <EmptyState title={t('funds.none')}>{t('funds.noneHint')}</EmptyState>
      ) : (
        <FundTable {...{ locale, here, funds }} />
      )}
      <Pager
        label={t('funds.title')}
        previous={first ? undefined : { to: withSearch(''), label: t('funds.first') }}
        next={next ? { to: withSearch(`after=${next}`), label: t('funds.next') } : undefined}
      />
      <p className="flex flex-wrap gap-x-5">
        {['CSV', 'XLSX'].map((format) => (
          <a
            key={format}
            className="link inline-flex min-h-11 items-center"
            href={`${here}/export?format=${format.toLowerCase()}`}
            download
          >
            {format}
          </a>
        ))}
      </p>
    </div>
  )
}
