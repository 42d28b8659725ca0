import { useTranslation } from 'react-i18next'
import { type FundFields, fundFieldNames } from '~/ledger/fund-form'
import { fundKinds, mostFundCharacters } from '~/ledger/fund-limits'
import type { Locale } from '~/platform/i18n'
import { CheckboxField } from '~/ui/checkbox-field'
import { SelectField } from '~/ui/desk/select-field'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import { BothLanguages } from './both-languages'
import { EditingForm, type FieldErrors, useFieldWords } from './editing-form'
import { FixedField } from './fixed-field'
import type { Meanwhile } from './merge-edits'
import { SlugField } from './slug-field'

export interface FundEditFormProps {
  locale: Locale
  fields: FundFields
  errors: FieldErrors
  meanwhile?: readonly Meanwhile[]
  /** None for a new one, which still chooses its slug and kind. */
  version?: number
  /** Money is in it: then what it was given for stands. */
  used?: boolean
  groups: readonly { value: string; label: string }[]
}

/** A fund's names, purpose and place in lists. It stands here beside the other forms of the desk, whose parts it shares. */
export function FundEditForm({
  locale,
  fields,
  errors,
  meanwhile,
  version,
  used,
  groups,
}: FundEditFormProps) {
  const { t } = useTranslation('editing')
  const say = useFieldWords(errors)
  const isNew = version === undefined
  const kind = (value: string) => t(`funds.kind.${value}` as 'funds.kind.project', { ns: 'ledger' })
  return (
    <EditingForm
      locale={locale}
      names={fundFieldNames}
      errors={errors}
      meanwhile={meanwhile}
      version={version}
    >
      <BothLanguages
        name="name"
        label={t('field.name')}
        fields={fields}
        say={say}
        most={mostFundCharacters.name}
      />
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        <SlugField value={fields.slug} error={say('slug')} isNew={isNew} />
        {isNew ? (
          <SelectField
            name="kind"
            label={t('field.kind')}
            hint={t('fundForm.kindHint')}
            error={say('kind')}
            defaultValue={fields.kind}
            options={fundKinds.map((value) => ({ value, label: kind(value) }))}
          />
        ) : (
          <FixedField
            name="kind"
            label={t('field.kind')}
            value={fields.kind}
            shown={kind(fields.kind)}
            why={t('fundForm.kindFixed')}
          />
        )}
      </div>
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        <TextField
          name="founder"
          label={t('field.founder')}
          error={say('founder')}
          defaultValue={fields.founder}
        />
        <TextField
          name="manager"
          label={t('field.manager')}
          error={say('manager')}
          defaultValue={fields.manager}
        />
        <TextField
          name="foundedOn"
          type="date"
          label={t('field.foundedOn')}
          error={say('foundedOn')}
          defaultValue={fields.foundedOn}
        />
        <TextField
          name="openingMinFen"
          label={t('field.openingMinFen')}
          inputMode="decimal"
          error={say('openingMinFen')}
          defaultValue={fields.openingMinFen}
        />
        <SelectField
          name="group"
          label={t('field.group')}
          emptyLabel="—"
          error={say('group')}
          defaultValue={fields.group}
          options={groups}
        />
      </div>
      <BothLanguages
        name="purpose"
        label={t('field.purpose')}
        fields={fields}
        say={say}
        most={mostFundCharacters.purpose}
        rows={4}
      />
      {used ? (
        <FixedField
          name="restricted"
          label={t('field.restricted')}
          value={fields.restricted}
          shown={fields.restricted ? t('value.yes') : t('value.no')}
          why={t('fundForm.restrictedFixed')}
        />
      ) : (
        <CheckboxField
          name="restricted"
          value="yes"
          label={t('field.restricted')}
          hint={t('fundForm.restrictedHint')}
          defaultChecked={fields.restricted === 'yes'}
        />
      )}
      <TextField
        name="position"
        label={t('field.position')}
        hint={t('fundForm.positionHint')}
        inputMode="numeric"
        error={say('position')}
        defaultValue={fields.position}
        className="max-w-40"
      />
      {used && (
        <TextArea
          name="reason"
          label={t('field.reason')}
          hint={t('fundForm.reasonHint')}
          error={say('reason')}
          defaultValue={fields.reason}
          rows={2}
        />
      )}
    </EditingForm>
  )
}
