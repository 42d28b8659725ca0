import { useTranslation } from 'react-i18next'
import { RadioCards } from '~/ui/radio-cards'
import { type Rhythm, rhythms } from './gift-form'

const names = { once: 'once', monthly: 'monthly', remind: 'remind' } as const

/** How often: once, each month by card, or a mail each month for ways of paying that cannot be charged again. */
export function RhythmChoice({ rhythm }: { rhythm: Rhythm }) {
  const { t } = useTranslation('giving')
  return (
    <div className="details-when-chosen">
      <RadioCards
        name="rhythm"
        legend={t('form.rhythm')}
        look="list"
        defaultValue={rhythm}
        options={rhythms.map((value) => ({
          value,
          label: t(`form.${names[value]}`),
          detail: value === 'once' ? undefined : t(`form.${value}Detail`),
        }))}
      />
    </div>
  )
}
