import { useTranslation } from 'react-i18next'
import { type FundGroupErrors, type FundGroupFields, fundGroupFieldNames } from '~/ledger/fund-group-form'
import { mostFundCharacters } from '~/ledger/fund-limits'
import type { Locale } from '~/platform/i18n'
import { TextField } from '~/ui/text-field'
import { BothLanguages } from './both-languages'
import { EditingForm, useFieldWords } from './editing-form'
import { SlugField } from './slug-field'

interface FundGroupFormViewProps {
  locale: Locale
  fields: FundGroupFields
  errors: FundGroupErrors
  /** A new one still chooses its key. */
  isNew?: boolean
}

/** A group's names and its place in lists. It stands here beside the other forms of the desk, whose parts it shares. */
export function FundGroupFormView({ locale, fields, errors, isNew }: FundGroupFormViewProps) {
  const { t } = useTranslation('editing')
  const say = useFieldWords(errors)
  return (
    <EditingForm
      {...{ locale, errors }}
      names={fundGroupFieldNames}
      submitLabel={isNew ? t('fundGroups.create') : undefined}
    >
      <BothLanguages
        name="name"
        label={t('field.name')}
        fields={fields}
        say={say}
        most={mostFundCharacters.group}
      />
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        <SlugField value={fields.slug} error={say('slug')} isNew={isNew === true} />
        <TextField
          name="position"
          inputMode="numeric"
          className="tabular"
          label={t('field.position')}
          hint={t('fundForm.positionHint')}
          error={say('position')}
          defaultValue={fields.position}
        />
      </div>
    </EditingForm>
  )
}
