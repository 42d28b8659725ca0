import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatClock } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Tag } from '~/ui/tag'
import { receiptUrl, type StallPlan } from '../stall-plan'
import type { TillEntry } from './keep-till'
import { numberOf } from './receipt-slip'
import { cashTaken, mayVoid, type Press, type TillReceipt } from './stall-till'

const tones = { waiting: 'pending', kept: 'done', refused: 'refused' } as const

export interface ReceiptListProps {
  locale: Locale
  plan: StallPlan
  entries: readonly TillEntry[]
  /** The pass has ended: nothing is written any more. */
  closed: boolean
  press: (pressed: Press) => void
  onVoid: (voided: TillReceipt) => void
}

/** This phone's receipts, the newest first. One is taken back only by another that says so. */
export function ReceiptList({ locale, plan, entries, closed, press, onVoid }: ReceiptListProps) {
  const { t } = useTranslation('till')
  const [sure, setSure] = useState<string | null>(null)
  const receipts = entries.map((e) => e.item)
  const voided = new Set(receipts.flatMap(({ sale }) => (sale.voids ? [sale.voids] : [])))
  return (
    <section className="space-y-4">
      {!closed && (
        <Button type="button" variant="secondary" wide onClick={() => press({ press: 'next' })}>
          {t('backToTill')}
        </Button>
      )}
      <h2 className="font-serif text-xl font-bold">{t('list')}</h2>
      <p>
        {t('cashTaken')} <strong className="tabular">{formatFen(cashTaken(receipts, plan.device))}</strong>
      </p>
      {entries.length === 0 && <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>}
      <ul className="divide-y divide-line border-y border-line">
        {entries.map(({ item, state }) => (
          <li key={item.sale.id} className="space-y-1 py-3">
            <p className="flex flex-wrap items-center justify-between gap-x-3">
              <a
                className="link tabular inline-flex min-h-11 items-center font-semibold"
                href={receiptUrl(pathIn(locale, ''), item.sale.id)}
              >
                {numberOf(plan, item)}
              </a>
              <span className="tabular text-lg font-semibold">{formatFen(BigInt(item.sale.amountFen))}</span>
            </p>
            <p className="flex flex-wrap items-center gap-2 text-sm">
              <span className="tabular">{formatClock(new Date(item.sale.claimedAt))}</span>
              <span>
                {t(`kind.${item.sale.kind}`)} · {t(`method.${item.sale.method}`)}
              </span>
              <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
              {voided.has(item.sale.id) && <Tag tone="refused">{t('voided')}</Tag>}
            </p>
            {!closed &&
              mayVoid(item, receipts, plan.device) &&
              (sure === item.sale.id ? (
                <div className="space-y-2">
                  {item.sale.method === 'qr' && <p className="text-sm">{t('voidQr')}</p>}
                  <p className="flex flex-wrap gap-2">
                    <Button
                      type="button"
                      variant="danger"
                      onClick={() => {
                        setSure(null)
                        onVoid(item)
                      }}
                    >
                      {item.sale.method === 'qr'
                        ? t('voidDoQr')
                        : t('voidDo', { amount: formatFen(BigInt(item.sale.amountFen)) })}
                    </Button>
                    <Button type="button" variant="quiet" onClick={() => setSure(null)}>
                      {t('voidNot')}
                    </Button>
                  </p>
                </div>
              ) : (
                <Button type="button" variant="quiet" onClick={() => setSure(item.sale.id)}>
                  {t('void')}
                </Button>
              ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
