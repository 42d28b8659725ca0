import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { inLocale, type Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { SelectField } from '~/ui/desk/select-field'
import { ErrorSummary } from '~/ui/error-summary'
import { TextField } from '~/ui/text-field'
import { pledgeErrorSummary } from './pledge-error-summary'
import type { PledgeErrors, PledgeField, PledgeFields } from './pledge-form'

interface DeskPledgeFormProps {
  locale: Locale
  /** Where it is sent. */
  here: string
  fields: PledgeFields
  errors: PledgeErrors
  designations: readonly { value: string; zh: string; en: string }[]
  send: string
  /** Of the pledge that is changed. */
  version?: number
}

/** Enters a pledge for a unit, or changes one. */
export function DeskPledgeForm({
  locale,
  here,
  fields,
  errors,
  designations,
  send,
  version,
}: DeskPledgeFormProps) {
  const { t } = useTranslation('pledging')
  const say = (field: PledgeField) =>
    errors[field] ? t(`fault.${field}.${errors[field]}` as 'fault.unitName.missing') : undefined
  const summary = pledgeErrorSummary(errors, say)
  const optionalText = t('form.optional')
  const kept = fields.designation !== '' && !designations.some(({ value }) => value === fields.designation)
  const options = designations.map(({ value, ...name }) => ({ value, label: inLocale(locale, name) }))
  if (kept) options.push({ value: fields.designation, label: fields.designation.replace(/^\w+:/, '') })
  return (
    <Form method="post" action={here} noValidate className="space-y-4 pt-2">
      <input type="hidden" name="formId" value={fields.formId} />
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      <ErrorSummary title={t('form.errors', { count: summary.length })} errors={summary} />
      <div className="grid gap-4 sm:grid-cols-2">
        {(['unitName', 'amount'] as const).map((name) => (
          <TextField
            key={name}
            name={name}
            label={t(`column.${name}`)}
            defaultValue={fields[name]}
            error={say(name)}
            autoComplete="off"
          />
        ))}
        <SelectField
          name="designation"
          label={t('column.designation')}
          emptyLabel={t('federation')}
          defaultValue={fields.designation}
          error={say('designation')}
          options={options}
        />
        {(['contactName', 'contactEmail', 'contactPhone', 'note'] as const).map((name) => (
          <TextField
            key={name}
            name={name}
            label={t(`column.${name}`)}
            hint={name === 'contactEmail' ? t('form.emailHint') : undefined}
            optionalText={optionalText}
            defaultValue={fields[name]}
            error={say(name)}
            autoComplete="off"
          />
        ))}
      </div>
      <CheckboxField
        name="nameConsent"
        value="yes"
        label={t('form.consent')}
        defaultChecked={fields.nameConsent === 'yes'}
      />
      <Button>{send}</Button>
    </Form>
  )
}
