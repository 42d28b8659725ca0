import { useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { classes } from '~/ui/classes'
import { Icon } from '~/ui/icon'
import { spellCard } from '../card-id'
import type { WalkPlan } from '../walk-plan'
import type { CardResult, CardState } from './card-state'
import { clockText } from './clock-text'
import { placeName } from './place-name'

interface Props {
  state: CardState
  plan: WalkPlan
  locale: Locale
  onDismiss: () => void
}

const looks: Record<CardResult['kind'], 'good' | 'wait' | 'bad'> = {
  stamped: 'good',
  already: 'wait',
  'took-card': 'good',
  forged: 'bad',
  'unknown-chain': 'wait',
  'nothing-of-ours': 'bad',
}

/** What came of a scan: one word and a mark large enough for bright sun, then the detail. */
export function ScanResult({ state: { result }, plan, locale, onDismiss }: Props) {
  const { t } = useTranslation('card')
  const look = result ? looks[result.kind] : 'good'
  useLayoutEffect(() => {
    if (!result) return
    // Felt in a pocket or in the sun, where the browser can.
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(look === 'good' ? 120 : [60, 60, 60])
    requestAnimationFrame(() => performance.mark('scan-said'))
  }, [result, look])
  return (
    <div role="status" aria-live="assertive">
      {result && (
        <section
          className={classes('card-result', `card-result-${look}`)}
          key={result.kind === 'stamped' ? result.at : ''}
        >
          <Icon name={look === 'good' ? 'check' : look === 'wait' ? 'info' : 'refused'} size={72} />
          <p className="card-result-word">
            {result.kind === 'took-card' ? t('result.tookCard') : t(`result.${result.kind}`)}
          </p>
          <Detail result={result} plan={plan} locale={locale} />
          <Button type="button" variant="secondary" onClick={onDismiss}>
            {t('result.dismiss')}
          </Button>
        </section>
      )}
    </div>
  )
}

function Detail({ result, plan, locale }: { result: CardResult; plan: WalkPlan; locale: Locale }) {
  const { t } = useTranslation('card')
  switch (result.kind) {
    case 'stamped':
    case 'already': {
      const place = placeName(plan, result.place, locale)
      const time = clockText(result.at)
      if (result.kind === 'already') return <p>{t('result.alreadyAt', { place, time })}</p>
      return (
        <>
          <p>{t('result.stampedAt', { place, time })}</p>
          {!result.stored && <p className="font-bold">{t('result.inMemory')}</p>}
        </>
      )
    }
    case 'forged':
      return <p>{t('result.forgedHint')}</p>
    case 'nothing-of-ours':
      return <p>{t('result.nothingHint')}</p>
    case 'unknown-chain':
      return <p>{result.asked ? t('result.unknownOnline') : t('result.unknownOffline')}</p>
    case 'took-card':
      return (
        <>
          <p>{t('result.tookCardHint', { card: spellCard(result.card) })}</p>
          {result.restored !== null && <p>{t('mine.restored', { count: result.restored })}</p>}
          {result.why && (
            <p>{result.why === 'unknown' ? t('mine.restoreUnknown') : t('mine.restoreOffline')}</p>
          )}
        </>
      )
  }
}
