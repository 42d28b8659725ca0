import { useTranslation } from 'react-i18next'
import { inLocale, type Locale } from '~/platform/i18n'
import { FieldError } from '~/ui/field-error'
import { TextField } from '~/ui/text-field'
import { type LevelField, type LevelFields, levelFieldNames } from './level-form'
import { OrganiseForm, type OrganiseRefusal, useOrganiseWords } from './organise-form'
import type { WalkPlace } from './walk'
import { walkLimits } from './walk-limits'

export interface LevelFormViewProps {
  locale: Locale
  places: readonly WalkPlace[]
  isNew: boolean
  /** Places that walkers have. */
  taken: number
  fields: LevelFields
  version: number
  refused?: OrganiseRefusal
}

/** A level's names, how far and for how many, and the checkpoints that complete it. */
export function LevelFormView({
  locale,
  places,
  isNew,
  taken,
  fields,
  version,
  refused,
}: LevelFormViewProps) {
  const { t } = useTranslation('organising')
  const errors = refused?.errors ?? {}
  const { labelOf, say } = useOrganiseWords(errors)
  const field = (name: LevelField) => ({
    ...{ name, label: labelOf(name), error: say(name), defaultValue: fields[name] },
  })
  const needs = fields.needs.split(',')
  return (
    <OrganiseForm
      {...{ locale, errors, version, meanwhile: refused?.meanwhile }}
      names={levelFieldNames}
      submitLabel={isNew ? t('add.level') : t('save')}
    >
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <TextField {...field('nameZh')} lang="zh-CN" maxLength={walkLimits.name} required />
        <TextField {...field('nameEn')} lang="en" maxLength={walkLimits.name} required />
        <TextField {...field('km')} inputMode="numeric" required />
        <TextField
          {...field('capacity')}
          inputMode="numeric"
          hint={t('hint.capacity', { count: taken })}
          required
        />
      </div>
      <fieldset id="needs" aria-describedby={say('needs') ? 'needs-error' : undefined}>
        <legend className="font-semibold">{labelOf('needs')}</legend>
        <p className="text-sm text-soft">{t('hint.needs')}</p>
        <div className="mt-1 grid sm:grid-cols-2">
          {places
            .filter(({ kind }) => kind === 'checkpoint')
            .map((place, n) => (
              <label key={place.key} className="flex min-h-11 cursor-pointer items-center gap-3">
                <input
                  type="checkbox"
                  name="needs"
                  value={place.key}
                  defaultChecked={needs.includes(place.key)}
                  className="size-5 shrink-0 accent-kapok"
                />
                <span className="[overflow-wrap:anywhere]">
                  {n + 1} · {inLocale(locale, { zh: place.nameZh, en: place.nameEn })}
                </span>
              </label>
            ))}
        </div>
        {say('needs') && <FieldError id="needs-error">{say('needs')}</FieldError>}
      </fieldset>
    </OrganiseForm>
  )
}
