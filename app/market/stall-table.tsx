import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import type { ListedStall } from './list-stalls.server'

export interface StallTableProps {
  locale: Locale
  /** The market's address. */
  here: string
  stalls: readonly ListedStall[]
}

/** Stalls with what they took: cash to be counted and counted, and what came by QR. */
export function StallTable({ locale, here, stalls }: StallTableProps) {
  const { t } = useTranslation('stalls')
  const sum = (of: (s: ListedStall) => bigint) => stalls.reduce((total, s) => total + of(s), 0n)
  const money = (id: 'pendingFen' | 'countedFen' | 'qrFen') => ({
    id,
    header: t(`column.${id}`),
    align: 'end' as const,
    cell: (s: ListedStall) => <Money fen={s[id]} />,
  })
  return (
    <Table
      caption={t('stalls')}
      captionHidden
      rows={stalls}
      rowKey={(s) => s.key}
      columns={[
        {
          id: 'stall',
          header: t('column.stall'),
          rowHeader: true,
          cell: (s) => (
            <>
              <Link className="link inline-block py-1" to={`${here}/${s.key}`}>
                <span className="tabular">{s.number}</span> {inLocale(locale, { zh: s.nameZh, en: s.nameEn })}
              </Link>
              <span className="block text-sm font-normal text-soft">{s.organisation}</span>
            </>
          ),
        },
        money('pendingFen'),
        money('countedFen'),
        money('qrFen'),
        {
          id: 'receipts',
          header: t('column.receipts'),
          align: 'end',
          wideOnly: true,
          cell: (s) => s.receipts,
        },
        {
          id: 'devices',
          header: t('column.devices'),
          cell: (s) => (
            <span className="block space-y-1 text-sm">
              {s.devices === 0 ? (
                <span className="text-soft">{t('noDevice')}</span>
              ) : (
                <span>{t('deviceCount', { count: s.devices })}</span>
              )}
              {s.unsent > 0 && s.lastSeenAt && (
                <Tag tone="pending">
                  {t('unsentAsOf', { count: s.unsent, time: formatInstant(locale, new Date(s.lastSeenAt)) })}
                </Tag>
              )}
              {s.flagged > 0 && <Tag tone="attention">{t('flagged', { count: s.flagged })}</Tag>}
            </span>
          ),
        },
      ]}
      foot={[
        t('sum'),
        <Money key="pending" fen={sum((s) => s.pendingFen)} />,
        <Money key="counted" fen={sum((s) => s.countedFen)} />,
        <Money key="qr" fen={sum((s) => s.qrFen)} />,
        stalls.reduce((n, s) => n + s.receipts, 0),
        '',
      ]}
    />
  )
}
