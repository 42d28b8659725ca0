import { useTranslation } from 'react-i18next'
import { inLocale, type Locale } from '~/platform/i18n'
import { Icon } from '~/ui/icon'
import type { CardReading } from '../stamp-rules'
import type { WalkPlan } from '../walk-plan'

interface Props {
  plan: WalkPlan
  reading: CardReading
  level: string | null
  locale: Locale
  onChoose: (level: string) => void
}

/** Which level is walked, and how far each has come: changing it loses nothing. */
export function LevelChoice({ plan, reading, level, locale, onChoose }: Props) {
  const { t } = useTranslation('card')
  return (
    <fieldset className="card-levels">
      <legend className="card-title">{t('level.title')}</legend>
      {plan.levels.map(({ key, nameZh, nameEn, needs }) => {
        const missing = reading.levels.find((one) => one.key === key)?.missing.length ?? needs.length
        return (
          <label key={key} className="radio-card">
            <input
              type="radio"
              name="level"
              className="mt-1.5 size-4 accent-kapok"
              checked={key === level}
              onChange={() => onChoose(key)}
            />
            <span className="flex flex-1 flex-wrap items-baseline justify-between gap-x-3">
              <span className="font-semibold">{inLocale(locale, { zh: nameZh, en: nameEn })}</span>
              {missing === 0 ? (
                <span className="inline-flex items-center gap-1 font-semibold text-banyan-text">
                  <Icon name="check" size={18} />
                  {t('level.complete')}
                </span>
              ) : (
                <span className="tabular">
                  {t('level.progress', { done: needs.length - missing, all: needs.length })}
                </span>
              )}
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
