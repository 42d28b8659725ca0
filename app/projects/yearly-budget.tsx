import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { inLocale, type Locale } from '~/platform/i18n'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import { overBudget, type YearlyUse } from './yearly-use'

/** A service contract's budget against what was paid, year by year; a year above it is flagged. */
export function YearlyBudget({ locale, use }: { locale: Locale; use: YearlyUse }) {
  const { t } = useTranslation('projecting')
  const title = inLocale(locale, { zh: use.titleZh, en: use.titleEn || use.titleZh })
  return (
    <Table
      caption={t('yearly.caption', { title })}
      captionHidden
      rows={use.years}
      rowKey={({ year }) => String(year)}
      columns={[
        {
          id: 'year',
          header: t('yearly.year'),
          rowHeader: true,
          noWrap: true,
          cell: ({ year }) => t('yearly.of', { year }),
        },
        {
          id: 'budget',
          header: t('yearly.budget'),
          align: 'end',
          wideOnly: true,
          cell: ({ budgetFen }) => <Money fen={budgetFen} />,
        },
        {
          id: 'paid',
          header: t('yearly.paid'),
          align: 'end',
          cell: ({ paidFen }) => <Money fen={paidFen} className="font-semibold" />,
        },
        {
          id: 'left',
          header: t('yearly.left'),
          align: 'end',
          cell: ({ budgetFen, paidFen }) => {
            const over = overBudget(budgetFen, paidFen)
            if (over > 0n) return <Tag tone="attention">{t('yearly.over', { amount: formatFen(over) })}</Tag>
            return <Money fen={budgetFen - paidFen} />
          },
        },
      ]}
    />
  )
}
