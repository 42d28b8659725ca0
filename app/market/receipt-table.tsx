import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatInstant } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import type { ListedReceipt } from './list-receipts.server'
import { receiptNumber } from './receipt'

export interface ReceiptTableProps {
  locale: Locale
  receipts: readonly ListedReceipt[]
  caption: string
}

/** Receipts of a stall, with whatever a person should look at. */
export function ReceiptTable({ locale, receipts, caption }: ReceiptTableProps) {
  const { t } = useTranslation('stalls')
  return (
    <Table
      caption={caption}
      captionHidden
      rows={receipts}
      rowKey={(r) => r.id}
      emptyText={t('receipt.none')}
      columns={[
        {
          id: 'number',
          header: t('receipt.number'),
          rowHeader: true,
          noWrap: true,
          cell: (r) => (
            <a className="link tabular inline-block py-1" href={pathIn(locale, `/market/receipt/${r.id}`)}>
              {receiptNumber(r)}
            </a>
          ),
        },
        { id: 'amount', header: t('receipt.amount'), align: 'end', cell: (r) => <Money fen={r.amountFen} /> },
        {
          id: 'what',
          header: t('receipt.what'),
          cell: (r) => (
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
              {t(`receipt.kind.${r.kind}`)} · {t(`receipt.method.${r.method}`)}
              {BigInt(r.paidFen) > 0n && (r.voided || !r.confirmed) && (
                <Tag tone="attention">
                  {r.voided
                    ? t('receipt.refundDue', { paid: formatFen(BigInt(r.paidFen)) })
                    : t('receipt.paidOther', {
                        paid: formatFen(BigInt(r.paidFen)),
                        amount: formatFen(BigInt(r.amountFen)),
                      })}
                </Tag>
              )}
              {r.voided && <Tag tone="refused">{t('receipt.voided')}</Tag>}
              {r.confirmed && !r.voided && <Tag tone="done">{t('receipt.confirmed')}</Tag>}
              {r.flags.map((flag) => (
                <Tag key={flag} tone="attention">
                  {t(`receipt.flag.${flag}`)}
                </Tag>
              ))}
            </span>
          ),
        },
        {
          id: 'at',
          header: t('receipt.at'),
          noWrap: true,
          wideOnly: true,
          cell: (r) => formatInstant(locale, new Date(r.happenedAt)),
        },
      ]}
    />
  )
}
