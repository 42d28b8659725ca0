import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { drawPhoneQr } from '~/ui/draw-phone-qr'
import { Notice } from '~/ui/notice'
import { QrFigure } from '~/ui/qr-figure'
import { payUrl, type StallPlan } from '../stall-plan'
import { DoneStep } from './done-step'
import type { TillEntry } from './keep-till'
import { numberOf } from './receipt-slip'
import { askIfPaid } from './send-sales'
import type { Press } from './stall-till'

export interface QrStepProps {
  locale: Locale
  plan: StallPlan
  entry: TillEntry
  press: (pressed: Press) => void
}

const askMs = 3_000

/** The buyer scans and pays on their own phone; with a signal the till sees it arrive. */
export function QrStep({ locale, plan, entry, press }: QrStepProps) {
  const { t } = useTranslation('till')
  const { sale } = entry.item
  const amount = BigInt(sale.amountFen)
  const [paidFen, setPaidFen] = useState<string | null>(null)
  const { campaign, device } = plan
  useEffect(() => {
    if (paidFen !== null) return
    const asked = { campaign, device, lastReceipt: sale.receipt }
    const timer = setInterval(() => void askIfPaid(asked, sale.id).then(setPaidFen), askMs)
    return () => clearInterval(timer)
  }, [paidFen, campaign, device, sale])
  if (paidFen !== null && BigInt(paidFen) === amount) return <DoneStep {...{ locale, plan, entry, press }} />
  return (
    <div className="space-y-4 text-center">
      <p className="text-lg font-bold">{t('scan')}</p>
      <p className="till-amount tabular text-center">{formatFen(amount)}</p>
      <QrFigure
        qr={drawPhoneQr(payUrl({ ...plan, site: plan.site + pathIn(locale, '') }, sale.id, amount))}
        title={t('scan')}
        size={280}
      />
      <p>
        {t('number')} <strong className="tabular">{numberOf(plan, entry.item)}</strong>
      </p>
      {paidFen === null ? (
        <p role="status" className="text-soft">
          {t('notPaidYet')}
        </p>
      ) : (
        <Notice
          kind="refused"
          live
          title={t('paidOther', { paid: formatFen(BigInt(paidFen)), amount: formatFen(amount) })}
        >
          {t('paidOtherHint')}
        </Notice>
      )}
      <Button type="button" size="large" wide variant="secondary" onClick={() => press({ press: 'next' })}>
        {t('next')}
      </Button>
      <p className="text-sm text-soft">{t('notPaidHint')}</p>
    </div>
  )
}
