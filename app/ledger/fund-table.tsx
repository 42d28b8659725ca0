import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { inLocale, type Locale } from '~/platform/i18n'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
import type { FundWithTotals } from './fund'

/** Funds with what came in, went out and is there; on a phone the first two stand under the name. */
export function FundTable({
  locale,
  here,
  funds,
}: {
  locale: Locale
  here: string
  funds: readonly FundWithTotals[]
}) {
  const { t } = useTranslation('ledger')
  return (
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
                {t(`funds.kind.${f.kind}`)} · {f.restricted ? t('funds.restricted') : t('funds.unrestricted')}
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
  )
}
