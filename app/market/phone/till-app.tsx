import { useReducer } from 'react'
import { useTranslation } from 'react-i18next'
import { lateNewsEnd } from '~/identity/pass'
import { inLocale } from '~/platform/i18n'
import type { PhoneStore } from '~/platform/phone/open-phone-store'
import { Notice } from '~/ui/notice'
import { AmountStep } from './amount-step'
import { CashStep } from './cash-step'
import { DoneStep } from './done-step'
import { QrStep } from './qr-step'
import { ReceiptList } from './receipt-list'
import type { StallShell } from './stall-shell'
import { emptyTill, pressTill } from './stall-till'
import type { StallPlace, TakenUp } from './take-up'
import { TillLight } from './till-light'
import { useTill } from './use-till'

/** A stall's page on a borrowed phone: sells and writes receipts with no signal at all. */
export function TillApp({ shell, store }: { shell: StallShell; store: PhoneStore }) {
  const { locale, place } = shell
  const { t } = useTranslation('till')
  const keeping = useTill(store, place)
  const [till, press] = useReducer(pressTill, emptyTill)
  const { taken, plan, entries, write } = keeping
  const shut = shutBy(place, taken)
  if (shut)
    return (
      <main className="till">
        <h1 className="font-serif text-2xl font-bold">{t('title')}</h1>
        <Notice kind="refused" title={t(`no.${shut}`)}>
          {t(`no.${shut}Hint`)}
        </Notice>
      </main>
    )
  if (!plan) return <main className="till">{t('opening')}</main>
  const closed = taken?.state === 'refused'
  const pay = async (method: 'cash' | 'qr', tenderedFen = till.tenderedFen) => {
    const written = await write({ write: 'sale', till: { ...till, tenderedFen }, method, locale })
    press({ press: 'written', sale: written.sale.id, method })
  }
  const written = entries.find((e) => e.item.sale.id === till.written)
  const step = closed ? 'list' : till.step
  return (
    <main className="till">
      <header className="no-print space-y-2">
        <h1 className="font-serif text-xl font-bold">
          <span className="tabular">{plan.stallNumber}</span>{' '}
          {inLocale(locale, { zh: plan.stallZh, en: plan.stallEn })}
        </h1>
        <TillLight keeping={keeping} lasting={store.lasting} />
        {closed && (
          <Notice kind="attention" title={t('no.closed')}>
            {t(Date.now() < lateNewsEnd(plan).getTime() ? 'no.closedHint' : 'no.overHint')}
          </Notice>
        )}
      </header>
      {step === 'amount' && <AmountStep {...{ locale, plan, till, press }} onQr={() => pay('qr')} />}
      {step === 'cash' && <CashStep {...{ plan, till, press }} onPaid={(fen) => pay('cash', fen)} />}
      {step === 'qr' && written && <QrStep {...{ locale, plan, entry: written, press }} />}
      {step === 'done' && written && <DoneStep {...{ locale, plan, entry: written, press }} />}
      {step === 'list' && (
        <ReceiptList
          {...{ locale, plan, entries, closed, press }}
          onVoid={(voided) => write({ write: 'void', voided })}
        />
      )}
    </main>
  )
}

/** Why nothing can be sold on this phone; null when it can, or when it is not known yet. */
function shutBy(place: StallPlace | null, taken: TakenUp | null): 'pass' | 'signal' | 'full' | null {
  if (!place) return 'pass'
  if (taken?.state === 'nothing') return 'signal'
  if (taken?.state !== 'refused' || taken.plan) return null
  return taken.reason === 'too-many-devices' ? 'full' : 'pass'
}
