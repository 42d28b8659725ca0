import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { Button } from '~/ui/button'
import type { StallPlan } from '../stall-plan'
import { KeyPad } from './key-pad'
import { amountOf, changeOf, likelyTenders, type Press, type Till } from './stall-till'

export interface CashStepProps {
  plan: StallPlan
  till: Till
  press: (pressed: Press) => void
  /** With what was handed over; 0 when it was exactly the amount. */
  onPaid: (tenderedFen: bigint) => void
}

/** What was handed over: exactly the amount, a likely note, or typed; and what is given back. */
export function CashStep({ plan, till, press, onPaid }: CashStepProps) {
  const { t } = useTranslation('till')
  const amount = amountOf(till, plan)
  const change = changeOf(amount, till.tenderedFen)
  const typed = till.tenderedFen > 0n
  return (
    <div className="space-y-4">
      <p className="text-soft">{t('toPay')}</p>
      <p className="till-amount tabular">{formatFen(amount)}</p>
      {!typed && (
        <>
          <Button type="button" size="large" wide onClick={() => onPaid(0n)}>
            {t('exactly')}
          </Button>
          <div className="grid grid-cols-2 gap-2">
            {likelyTenders(amount).map((fen) => (
              <Button
                key={String(fen)}
                type="button"
                size="large"
                variant="secondary"
                onClick={() => onPaid(fen)}
              >
                <span>
                  {t('given', { amount: formatFen(fen) })}
                  <span className="block text-sm text-soft">
                    {t('back', { amount: formatFen(fen - amount) })}
                  </span>
                </span>
              </Button>
            ))}
          </div>
        </>
      )}
      {typed && (
        <p aria-live="polite" className="text-lg">
          {t('given', { amount: formatFen(till.tenderedFen) })} ·{' '}
          <strong>{change === null ? t('tooLittle') : t('back', { amount: formatFen(change) })}</strong>
        </p>
      )}
      <KeyPad press={press} />
      {typed && (
        <Button
          type="button"
          size="large"
          wide
          disabled={change === null}
          onClick={() => onPaid(till.tenderedFen)}
        >
          {t('take')}
        </Button>
      )}
      <Button type="button" variant="quiet" wide onClick={() => press({ press: 'clear' })}>
        {t('again')}
      </Button>
    </div>
  )
}
