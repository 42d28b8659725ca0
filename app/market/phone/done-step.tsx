import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { drawPhoneQr } from '~/ui/draw-phone-qr'
import { Icon } from '~/ui/icon'
import { QrFigure } from '~/ui/qr-figure'
import { receiptUrl, type StallPlan } from '../stall-plan'
import type { TillEntry } from './keep-till'
import { numberOf, ReceiptSlip } from './receipt-slip'
import { changeOf, type Press } from './stall-till'

export interface DoneStepProps {
  locale: Locale
  plan: StallPlan
  entry: TillEntry
  press: (pressed: Press) => void
}

/** The receipt stands: what to give back, its number, and the code that takes it to the buyer's phone. */
export function DoneStep({ locale, plan, entry, press }: DoneStepProps) {
  const { t } = useTranslation('till')
  const [paper, setPaper] = useState<'58' | '80' | null>(null)
  const { sale } = entry.item
  const [amount, tendered] = [BigInt(sale.amountFen), BigInt(sale.tenderedFen ?? '0')]
  const change = changeOf(amount, tendered) ?? 0n
  const url = receiptUrl(plan.site + pathIn(locale, ''), sale.id)
  useEffect(() => {
    if (!paper) return
    print()
    setPaper(null)
  }, [paper])
  return (
    <>
      <div className="no-print space-y-4 text-center">
        <p
          role="status"
          className="flex items-center justify-center gap-2 text-xl font-bold text-banyan-text"
        >
          <Icon name="check" size={32} />
          {t('done', { amount: formatFen(amount) })}
        </p>
        {change > 0n && (
          <p className="rounded-paper border border-amber bg-amber-tint p-3 text-3xl font-bold text-amber-text tabular">
            {t('back', { amount: formatFen(change) })}
          </p>
        )}
        <p>
          {t('number')} <strong className="tabular text-lg">{numberOf(plan, entry.item)}</strong>
        </p>
        <QrFigure qr={drawPhoneQr(url)} title={t('slip.qr')} caption={t('slip.qr')} size={200} />
        <Button type="button" size="large" wide onClick={() => press({ press: 'next' })}>
          {t('next')}
        </Button>
        <p className="flex justify-center gap-2">
          {(['58', '80'] as const).map((width) => (
            <Button key={width} type="button" variant="quiet" onClick={() => setPaper(width)}>
              {t(`print${width}`)}
            </Button>
          ))}
        </p>
      </div>
      {paper && <ReceiptSlip locale={locale} plan={plan} receipt={entry.item} paper={paper} />}
    </>
  )
}
