import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { inLocale, type Locale } from '~/platform/i18n'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
import type { FundGroupSum } from './list-fund-groups.server'

/** What the funds of each group hold together; each leads to its funds. */
export function FundGroups({
  locale,
  toGroup,
  groups,
}: {
  locale: Locale
  /** The address of a group's own page or list. */
  toGroup: (key: string) => string
  groups: readonly FundGroupSum[]
}) {
  const { t } = useTranslation('ledger')
  return (
    <Table<FundGroupSum>
      caption={t('funds.groups')}
      captionHidden
      rows={groups}
      rowKey={(g) => g.key}
      columns={[
        {
          id: 'name',
          header: t('funds.group'),
          rowHeader: true,
          cell: (g) => (
            <Link className="link inline-block py-1" to={toGroup(g.key)}>
              {inLocale(locale, { zh: g.nameZh, en: g.nameEn })}
            </Link>
          ),
        },
        { id: 'funds', header: t('funds.groupFunds'), align: 'end', cell: (g) => g.funds },
        {
          id: 'received',
          header: t('funds.received'),
          align: 'end',
          wideOnly: true,
          cell: (g) => <Money fen={g.receivedFen} />,
        },
        {
          id: 'disbursed',
          header: t('funds.disbursed'),
          align: 'end',
          wideOnly: true,
          cell: (g) => <Money fen={g.disbursedFen} />,
        },
        {
          id: 'balance',
          header: t('funds.balance'),
          align: 'end',
          cell: (g) => <Money fen={g.balanceFen} className="font-semibold" />,
        },
      ]}
    />
  )
}
