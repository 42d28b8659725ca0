import { useTranslation } from 'react-i18next'
import type { Locale } from '~/platform/i18n'
import { BothLanguages } from './both-languages'
import { mostCharacters } from './campaign-limits'
import { EditingForm, type FieldErrors, useFieldWords } from './editing-form'
import type { Meanwhile } from './merge-edits'
import { type SeriesFields, seriesFieldNames } from './series-form'
import { SlugField } from './slug-field'

export interface SeriesEditFormProps {
  locale: Locale
  fields: SeriesFields
  errors: FieldErrors
  meanwhile?: readonly Meanwhile[]
  /** None for a new one, which still chooses its slug. */
  version?: number
}

/** A series' names and texts. */
export function SeriesEditForm({ locale, fields, errors, meanwhile, version }: SeriesEditFormProps) {
  const { t } = useTranslation('editing')
  const say = useFieldWords(errors)
  const isNew = version === undefined
  return (
    <EditingForm
      locale={locale}
      names={seriesFieldNames}
      errors={errors}
      meanwhile={meanwhile}
      version={version}
    >
      <BothLanguages
        name="name"
        label={t('field.name')}
        fields={fields}
        say={say}
        most={mostCharacters.seriesName}
      />
      <SlugField value={fields.slug} error={say('slug')} isNew={isNew} />
      <BothLanguages
        name="about"
        label={t('field.about')}
        fields={fields}
        say={say}
        most={mostCharacters.about}
        rows={4}
      />
    </EditingForm>
  )
}
