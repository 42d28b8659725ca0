import { useTranslation } from 'react-i18next'
import { inLocale, type Locale } from '~/platform/i18n'
import { CheckboxField } from '~/ui/checkbox-field'
import { ErrorSummary } from '~/ui/error-summary'
import { RadioCards } from '~/ui/radio-cards'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import { pledgeErrorSummary } from './pledge-error-summary'
import type { PledgeErrors, PledgeField, PledgeFields } from './pledge-form'

interface PledgeFieldsProps {
  locale: Locale
  fields: PledgeFields
  errors: PledgeErrors
  designations: readonly { value: string; zh: string; en: string }[]
}

/** What a unit fills in to pledge, and to change what it pledged. */
export function PledgeFieldset({ locale, fields, errors, designations }: PledgeFieldsProps) {
  const { t } = useTranslation('pledges')
  const say = (field: PledgeField) =>
    errors[field] ? t(`fault.${field}.${errors[field]}` as 'fault.unitName.missing') : undefined
  const summary = pledgeErrorSummary(errors, say)
  return (
    <>
      <input type="hidden" name="formId" value={fields.formId} />
      <ErrorSummary title={t('form.errors', { count: summary.length })} errors={summary} />
      <TextField
        name="unitName"
        label={t('form.unitName')}
        hint={t('form.unitNameHint')}
        defaultValue={fields.unitName}
        error={say('unitName')}
        autoComplete="organization"
      />
      <TextField
        name="amount"
        label={t('form.amount')}
        hint={t('form.amountHint')}
        defaultValue={fields.amount}
        error={say('amount')}
        autoComplete="off"
        className="tabular"
      />
      {designations.length > 0 && (
        <RadioCards
          name="designation"
          legend={t('form.designation')}
          hint={t('form.designationHint')}
          look="list"
          defaultValue={fields.designation}
          error={say('designation')}
          options={[
            { value: '', label: t('form.federation') },
            ...designations.map(({ value, ...name }) => ({ value, label: inLocale(locale, name) })),
          ]}
        />
      )}
      <TextField
        name="contactName"
        label={t('form.contactName')}
        defaultValue={fields.contactName}
        error={say('contactName')}
        autoComplete="name"
      />
      <TextField
        name="contactEmail"
        type="email"
        label={t('form.contactEmail')}
        hint={t('form.contactEmailHint')}
        defaultValue={fields.contactEmail}
        error={say('contactEmail')}
        autoComplete="email"
      />
      <TextField
        name="contactPhone"
        type="tel"
        label={t('form.contactPhone')}
        optionalText={t('form.optional')}
        defaultValue={fields.contactPhone}
        error={say('contactPhone')}
        autoComplete="tel"
      />
      <TextArea
        name="note"
        label={t('form.note')}
        optionalText={t('form.optional')}
        defaultValue={fields.note}
        error={say('note')}
        rows={2}
      />
      <CheckboxField
        name="nameConsent"
        value="yes"
        label={t('form.nameConsent')}
        hint={t('form.nameConsentHint')}
        defaultChecked={fields.nameConsent === 'yes'}
      />
    </>
  )
}
