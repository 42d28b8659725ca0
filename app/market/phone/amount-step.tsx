import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import type { StallPlan } from '../stall-plan'
import { KeyPad } from './key-pad'
import { amountOf, mayBePaid, type Press, type Till } from './stall-till'

export interface AmountStepProps {
  locale: Locale
  plan: StallPlan
  till: Till
  press: (pressed: Press) => void
  onQr: () => void
}

/** What it costs: goods by their tiles, or an amount; then cash or QR. */
export function AmountStep({ locale, plan, till, press, onQr }: AmountStepProps) {
  const { t } = useTranslation('till')
  const ready = mayBePaid(till, plan)
  return (
    <div className="space-y-4">
      <fieldset className="flex gap-2">
        <legend className="sr-only">{t('kind.label')}</legend>
        {(['sale', 'donation'] as const).map((kind) => (
          <Button
            key={kind}
            type="button"
            wide
            variant="secondary"
            className={till.kind === kind ? 'bg-ink! text-paper!' : ''}
            aria-pressed={till.kind === kind}
            onClick={() => press({ press: 'kind', kind })}
          >
            {t(`kind.${kind}`)}
          </Button>
        ))}
      </fieldset>
      {till.kind === 'sale' && plan.goods.length > 0 && (
        <ul aria-label={t('goods')} className="till-goods">
          {plan.goods.map((g) => {
            const count = till.basket[g.key] ?? 0
            const name = inLocale(locale, { zh: g.nameZh, en: g.nameEn })
            return (
              <li key={g.key}>
                <button
                  type="button"
                  className="till-tile"
                  data-chosen={count > 0}
                  onClick={() => press({ press: 'goods', key: g.key })}
                >
                  <span className="block font-semibold [overflow-wrap:anywhere]">
                    {name}
                    {count > 0 && <strong className="tabular"> × {count}</strong>}
                  </span>
                  <span className="tabular text-soft">{formatFen(BigInt(g.priceFen))}</span>
                </button>
                {count > 0 && (
                  <Button
                    type="button"
                    variant="quiet"
                    wide
                    onClick={() => press({ press: 'less', key: g.key })}
                    aria-label={t('lessOf', { name })}
                  >
                    {t('less')}
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      )}
      <p className="till-amount tabular" aria-live="polite">
        {formatFen(amountOf(till, plan))}
      </p>
      <KeyPad press={press} />
      <div className="till-pay">
        <Button type="button" size="large" disabled={!ready} onClick={() => press({ press: 'cash' })}>
          {t('cash')}
        </Button>
        <Button type="button" size="large" disabled={!ready} onClick={onQr}>
          {t('qr')}
        </Button>
      </div>
      <p className="flex flex-wrap justify-between gap-2">
        <Button type="button" variant="quiet" onClick={() => press({ press: 'list' })}>
          {t('list')}
        </Button>
        <a className="link inline-flex min-h-11 items-center px-4" href={pathIn(locale, '/pass/stall/count')}>
          {t('count')}
        </a>
      </p>
    </div>
  )
}
