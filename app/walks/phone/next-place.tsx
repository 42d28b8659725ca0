import { useTranslation } from 'react-i18next'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { buttonClass } from '~/ui/button-look'
import type { CardId } from '../card-id'
import type { CardReading } from '../stamp-rules'
import type { WalkPlan } from '../walk-plan'
import { CardMap } from './card-map'
import { clockText } from './clock-text'

interface Props {
  plan: WalkPlan
  reading: CardReading
  next: string | null
  level: string | null
  card: CardId | null
  locale: Locale
}

/** Where to go now, until when it is open, how many are left, and the map. At the end the way to the certificate. */
export function NextPlace({ plan, reading, next, level, card, locale }: Props) {
  const { t } = useTranslation('card')
  const place = plan.places.find(({ key }) => key === next)
  const left = reading.levels.find(({ key }) => key === level)?.missing.length ?? 0
  const name = place && inLocale(locale, { zh: place.nameZh, en: place.nameEn })
  const game = place && inLocale(locale, { zh: place.gameZh, en: place.gameEn })
  return (
    <section>
      <h2 className="card-title">{t('next.title')}</h2>
      {place ? (
        <>
          <p className="card-next">{name}</p>
          <p>
            {t('next.left', { count: left })}
            {' · '}
            <span className="tabular">
              {t('next.open', { from: clockText(place.opensAt), until: clockText(place.closesAt) })}
            </span>
          </p>
          {game && <p className="text-soft">{game}</p>}
        </>
      ) : (
        <p className="card-next">{reading.finishedAt ? t('next.finished') : t('next.allDone')}</p>
      )}
      {card && reading.finishedAt !== null && reading.levels.some(({ complete }) => complete) && (
        <a
          className={buttonClass({ size: 'large', wide: true }, 'mt-3')}
          href={`${pathIn(locale, `/t/${card.toLowerCase()}`)}#certificate`}
        >
          {t('next.certificate')}
        </a>
      )}
      <CardMap
        plan={plan}
        done={new Set(reading.stamps.map((stamp) => stamp.place))}
        last={reading.last?.place ?? null}
        next={place ? place.key : (plan.places.find(({ kind }) => kind === 'finish')?.key ?? null)}
        title={name ? t('next.map', { done: reading.stamps.length, next: name }) : t('next.mapDone')}
        here={t('next.mapHere')}
      />
    </section>
  )
}
