import { useTranslation } from 'react-i18next'
import { formatClock } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { Seal } from '~/ui/seal'
import type { PlanPlace } from './walk-plan'

/** Places in their order: each with its seal, when it is open, and what is played there. */
export function PlaceList({ locale, places }: { locale: Locale; places: readonly PlanPlace[] }) {
  const { t } = useTranslation('walks')
  const clock = (ms: number) => formatClock(new Date(ms)).slice(0, 5)
  const checkpoints = places.filter(({ kind }) => kind === 'checkpoint')
  return (
    <ol className="space-y-4">
      {places.map((place) => {
        const n = checkpoints.indexOf(place) + 1
        const game = inLocale(locale, { zh: place.gameZh, en: place.gameEn })
        return (
          <li key={place.key} className="flex gap-4">
            <Seal name={place.nameZh} size={56} className="mt-1" />
            <div className="min-w-0">
              <p className="text-sm text-soft">
                {place.kind === 'checkpoint'
                  ? t('walk.kind.checkpoint', { n })
                  : t(`walk.kind.${place.kind}`)}
                {' · '}
                <span className="tabular">
                  {t('walk.hours', { from: clock(place.opensAt), until: clock(place.closesAt) })}
                </span>
              </p>
              <h3 className="font-serif text-lg font-bold [overflow-wrap:anywhere]">
                {inLocale(locale, { zh: place.nameZh, en: place.nameEn })}
              </h3>
              {game && <p className="whitespace-pre-line">{game}</p>}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
