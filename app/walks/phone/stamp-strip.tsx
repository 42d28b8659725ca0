import { useTranslation } from 'react-i18next'
import type { Locale } from '~/platform/i18n'
import { Seal } from '~/ui/seal'
import type { CardStamp } from '../stamp-rules'
import type { WalkPlan } from '../walk-plan'
import type { CardResult } from './card-state'
import { clockText } from './clock-text'
import { placeName } from './place-name'

interface Props {
  plan: WalkPlan
  merged: CardStamp[]
  result: CardResult | null
  locale: Locale
}

/** The card itself: a frame for each checkpoint, filled by its own seal once the walker was there. */
export function StampStrip({ plan, merged, result, locale }: Props) {
  const { t } = useTranslation('card')
  const stampAt = new Map(merged.map((stamp) => [stamp.place, stamp]))
  const pressed = result?.kind === 'stamped' ? result.place : null
  const checkpoints = plan.places.filter(({ kind }) => kind === 'checkpoint')
  const gates = plan.places.filter(({ kind, key }) => {
    const stamp = kind === 'checkpoint' ? undefined : stampAt.get(key)
    return stamp && !stamp.voided
  })
  return (
    <section>
      <h2 className="card-title">{t('strip.title')}</h2>
      {merged.length === 0 && <p className="mb-3">{t('strip.begin')}</p>}
      <ol className="card-strip">
        {checkpoints.map(({ key, nameZh }) => {
          const found = stampAt.get(key)
          const stamp = found?.voided ? undefined : found
          const empty = found?.voided ? t('strip.voided') : t('strip.empty')
          return (
            <li key={key} className="card-frame">
              <Seal
                name={nameZh}
                size={76}
                state={stamp ? 'pressed' : 'empty'}
                animate={key === pressed}
                title={stamp ? t('strip.at', { time: clockText(stamp.at) }) : empty}
              />
              <span className="card-frame-name">{placeName(plan, key, locale)}</span>
              <span className="card-frame-time">
                {stamp ? clockText(stamp.at) : found?.voided ? t('strip.voided') : ''}
              </span>
            </li>
          )
        })}
      </ol>
      {gates.length > 0 && (
        <ul className="card-gates">
          {gates.map(({ key }) => (
            <li key={key}>
              <span className="font-semibold">{placeName(plan, key, locale)}</span>{' '}
              {t('next.gate', { time: clockText(stampAt.get(key)!.at) })}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
