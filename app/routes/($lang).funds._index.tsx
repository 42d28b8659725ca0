import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { listFunds } from '~/ledger/list-funds.server'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Money } from '~/ui/money'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Table } from '~/ui/table'

const pageSize = 50

export async function loader({ request, context: { house } }: LoaderFunctionArgs) {
  const url = new URL(request.url)
  const match = /^(-?\d{1,9}),([a-z0-9-]{1,64})$/.exec(url.searchParams.get('after') ?? '')
  const after = match ? { position: Number(match[1]), slug: match[2]! } : undefined
  const { funds, next } = await listFunds(house.db, { after, limit: pageSize })
  const locale = localeOfPath(url.pathname)
  return {
    locale,
    title: textsIn(locale, 'ledger')('funds.title'),
    funds,
    next: next && `${next.position},${next.slug}`,
    first: !after,
  }
}

export const meta: MetaFunction<typeof loader> = (args) => pageMeta(args, { title: args.data?.title })

export default function FundsPage() {
  const { locale, funds, next, first } = useLoaderData<typeof loader>()
  const { t } = useTranslation('ledger')
  const here = pathIn(locale, '/funds')
  return (
    <div className="page space-y-6">
      <header>
        <h1 className="font-serif text-3xl font-bold">{t('funds.title')}</h1>
        <p className="mt-2 max-w-prose text-lg text-soft">{t('funds.lead')}</p>
      </header>
      <Table
        caption={t('funds.title')}
        captionHidden
        rows={funds}
        rowKey={(f) => f.slug}
        emptyText={t('funds.empty')}
        columns={[
          {
            id: 'name',
            header: t('funds.name'),
            rowHeader: true,
            cell: (f) => (
              <>
                <Link className="link inline-block py-1 font-semibold" to={`${here}/${f.slug}`}>
                  {inLocale(locale, { zh: f.nameZh, en: f.nameEn })}
                </Link>
                <span className="block text-sm font-normal text-soft">
                  {t(`funds.kind.${f.kind}`)} ·{' '}
                  {f.restricted ? t('funds.restricted') : t('funds.unrestricted')}
                </span>
                {f.receivedFen > 0n && (
                  <span className="mt-1 flex flex-wrap gap-x-4 text-sm font-normal text-soft sm:hidden">
                    <span>
                      {t('funds.received')} <Money fen={f.receivedFen} />
                    </span>
                    <span>
                      {t('funds.disbursed')} <Money fen={f.disbursedFen} />
                    </span>
                  </span>
                )}
              </>
            ),
          },
          {
            id: 'received',
            header: t('funds.received'),
            align: 'end',
            wideOnly: true,
            cell: (f) => <Money fen={f.receivedFen} />,
          },
          {
            id: 'disbursed',
            header: t('funds.disbursed'),
            align: 'end',
            wideOnly: true,
            cell: (f) => <Money fen={f.disbursedFen} />,
          },
          {
            id: 'balance',
            header: t('funds.balance'),
            align: 'end',
            cell: (f) => <Money fen={f.balanceFen} className="font-semibold" />,
          },
        ]}
      />
      <Pager
        label={t('funds.title')}
        previous={first ? undefined : { to: here, label: t('funds.first') }}
        next={next ? { to: `${here}?after=${next}`, label: t('funds.next') } : undefined}
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
