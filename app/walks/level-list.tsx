import { useTranslation } from 'react-i18next'
import { inLocale, type Locale } from '~/platform/i18n'
import type { PlanLevel, PlanPlace } from './walk-plan'

/** Levels, each with the checkpoints that complete it. */
export function LevelList({
  locale,
  levels,
  places,
}: {
  locale: Locale
  levels: readonly PlanLevel[]
  places: readonly PlanPlace[]
}) {
  const { t } = useTranslation('walks')
  const namesOf = (level: PlanLevel) =>
    places
      .filter(({ key }) => level.needs.includes(key))
      .map((place) => inLocale(locale, { zh: place.nameZh, en: place.nameEn }))
      .join(locale === 'en' ? ', ' : '、')
  return (
    <ul className="divide-y divide-line">
      {levels.map((level) => (
        <li key={level.key} className="py-3 first:pt-0 last:pb-0">
          <h3 className="font-serif text-lg font-bold">
            {inLocale(locale, { zh: level.nameZh, en: level.nameEn })}
          </h3>
          {level.needs.length > 0 && <p>{t('walk.needs', { places: namesOf(level) })}</p>}
        </li>
      ))}
    </ul>
  )
}
