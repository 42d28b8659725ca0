import { useTranslation } from 'react-i18next'
import { inLocale, type Locale } from '~/platform/i18n'
import { CheckboxField } from '~/ui/checkbox-field'
import { FieldError } from '~/ui/field-error'
import { TextField } from '~/ui/text-field'
import type { Walk } from '../walk'
import type { EditAnswer } from './edit-answer'
import { useWrongWords } from './form-frame'
import type { Fields } from './walk-forms'

export interface LevelFieldsProps {
  locale: Locale
  fields: Fields
  answer: EditAnswer | undefined
  places: Walk['places']
  /** Places that are taken; null for a new level. */
  taken: number | null
}

/** A level's name, length, room, and the checkpoints that complete it. */
export function LevelFields({ locale, fields, answer, places, taken }: LevelFieldsProps) {
  const { t } = useTranslation('deskWalk')
  const say = useWrongWords(answer)
  const needs = (fields.needs ?? '').split(' ')
  const text = (name: 'nameZh' | 'nameEn' | 'km' | 'capacity', hint?: string) => (
    <TextField
      name={name}
      inputMode={name === 'km' || name === 'capacity' ? 'numeric' : undefined}
      label={t(`field.${name}`)}
      hint={hint}
      error={say(name)}
      defaultValue={fields[name]}
    />
  )
  return (
    <>
      {taken === null ? (
        <TextField
          name="key"
          label={t('field.key')}
          hint={t('hint.key')}
          error={say('key')}
          defaultValue={fields.key}
          autoCapitalize="none"
        />
      ) : (
        <input type="hidden" name="key" value={fields.key} />
      )}
      <div className="grid items-start gap-5 sm:grid-cols-2">
        {text('nameZh')}
        {text('nameEn')}
        {text('km')}
        {text('capacity', taken === null ? undefined : t('hint.capacity', { taken }))}
      </div>
      <fieldset id="needs">
        <legend className="font-semibold">{t('level.needsLegend')}</legend>
        {places
          .filter(({ kind }) => kind === 'checkpoint')
          .map((place) => (
            <CheckboxField
              key={place.key}
              name={`need-${place.key}`}
              value="yes"
              label={inLocale(locale, { zh: place.nameZh, en: place.nameEn })}
              defaultChecked={needs.includes(place.key)}
            />
          ))}
        {say('needs') && <FieldError id="needs-error">{say('needs')}</FieldError>}
      </fieldset>
    </>
  )
}
