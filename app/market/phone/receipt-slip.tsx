import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatInstant } from '~/platform/dates'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { drawPhoneQr } from '~/ui/draw-phone-qr'
import { QrFigure } from '~/ui/qr-figure'
import { receiptNumber } from '../receipt'
import { receiptUrl, type StallPlan } from '../stall-plan'
import type { TillReceipt } from './stall-till'

/** The number of a receipt of this phone. */
export const numberOf = (plan: StallPlan, { sale }: TillReceipt): string =>
  receiptNumber({ ...plan, receipt: sale.receipt })

export interface ReceiptSlipProps {
  locale: Locale
  plan: StallPlan
  receipt: TillReceipt
  paper: '58' | '80'
}

/** The receipt for a small printer; on the screen it is not seen. */
export function ReceiptSlip({ locale, plan, receipt, paper }: ReceiptSlipProps) {
  const { t } = useTranslation('till')
  const { sale } = receipt
  const url = receiptUrl(plan.site + pathIn(locale, ''), sale.id)
  return (
    <div className={`till-slip receipt-slip receipt-slip-${paper}`}>
      <p>
        <strong>{inLocale(locale, { zh: plan.campaignZh, en: plan.campaignEn })}</strong>
      </p>
      <p>
        {t('slip.title')} <strong className="tabular">{numberOf(plan, receipt)}</strong>
      </p>
      <p>
        {inLocale(locale, { zh: plan.stallZh, en: plan.stallEn })} · {plan.organisation}
      </p>
      <p className="tabular">{formatInstant(locale, new Date(sale.claimedAt))}</p>
      {sale.lines?.map((line) => (
        <p key={line.goods} className="flex justify-between gap-2">
          <span>
            {line.name} × {line.count}
          </span>
          <span className="tabular">{formatFen(BigInt(line.priceFen) * BigInt(line.count))}</span>
        </p>
      ))}
      <p className="text-lg">
        <strong className="tabular">{formatFen(BigInt(sale.amountFen))}</strong> ·{' '}
        {t(`method.${sale.method}`)}
      </p>
      <p>{t('slip.fund', { fund: inLocale(locale, { zh: plan.fundZh, en: plan.fundEn }) })}</p>
      <QrFigure qr={drawPhoneQr(url)} title={t('slip.qr')} size={120} />
      <p>{t('slip.notTicket')}</p>
    </div>
  )
}
