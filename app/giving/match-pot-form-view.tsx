import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { SelectField } from '~/ui/desk/select-field'
import { ErrorSummary } from '~/ui/error-summary'
import { TextField } from '~/ui/text-field'
import type { PotErrors, PotFields } from './match-pot-form'

export interface PotFormProps {
  fields: PotFields
  errors: PotErrors
  funds: readonly { value: string; label: string }[]
}

/** A new pot: whose money, where it lies, how much of it and when. */
export function PotForm({ fields, errors, funds }: PotFormProps) {
  const { t } = useTranslation('matching')
  const pending = useNavigation().state !== 'idle'
  const say = (name: keyof PotFields) => (errors[name] ? t(`fault.${errors[name]}`) : undefined)
  const shown = Object.keys(errors).filter((name) => name !== 'formId') as (keyof PotFields)[]
  const summary = shown.map((name) => ({
    fieldId: name,
    message: `${t(`form.${name as 'cap'}`)}: ${say(name)}`,
  }))
  const plain = (name: 'sponsorZh' | 'sponsorEn' | 'cap' | 'perGift' | 'perDonor' | 'opens' | 'closes') => ({
    name,
    label: t(`form.${name}`),
    defaultValue: fields[name],
    error: say(name),
    autoComplete: 'off',
  })
  const optional = { optionalText: t('form.optional') }
  return (
    <Form method="post" noValidate className="space-y-4">
      <p className="text-soft">{t('form.lead')}</p>
      <input type="hidden" name="formId" value={fields.formId} />
      <ErrorSummary title={t('form.errors', { count: summary.length })} errors={summary} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...plain('sponsorZh')} lang="zh-CN" />
        <TextField {...plain('sponsorEn')} lang="en" />
      </div>
      <CheckboxField
        name="consent"
        value="yes"
        label={t('form.consent')}
        defaultChecked={fields.consent === 'yes'}
      />
      <TextField
        name="sponsorEmail"
        type="email"
        label={t('form.sponsorEmail')}
        hint={t('form.sponsorEmailHint')}
        defaultValue={fields.sponsorEmail}
        error={say('sponsorEmail')}
        autoComplete="off"
        {...optional}
      />
      <SelectField
        name="fund"
        label={t('form.fund')}
        hint={t('form.fundHint')}
        options={funds}
        emptyLabel="—"
        defaultValue={fields.fund}
        error={say('fund')}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField {...plain('cap')} inputMode="decimal" />
        <TextField {...plain('perGift')} inputMode="decimal" {...optional} />
        <TextField {...plain('perDonor')} inputMode="decimal" {...optional} />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...plain('opens')} type="datetime-local" />
        <TextField {...plain('closes')} type="datetime-local" />
      </div>
      <Button name="intent" value="new" pending={pending}>
        {t('form.send')}
      </Button>
    </Form>
  )
}
