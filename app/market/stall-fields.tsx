import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FundChoice } from '~/ledger/list-fund-choices.server'
import { inLocale, type Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import { most } from './market-limits'
import type { StallField, StallFieldErrors, StallFields } from './stall-form'

export interface StallFormProps {
  locale: Locale
  fields: StallFields
  errors: StallFieldErrors
  funds: readonly FundChoice[]
  /** The version that the editing began from; none for a new stall. */
  version?: number
}

/** A stall's number, names, organisation, fund and price list. */
export function StallForm({ locale, fields, errors, funds, version }: StallFormProps) {
  const { t } = useTranslation('stalls')
  const field = (name: StallField) => ({
    name,
    label: t(`field.${name}`),
    defaultValue: fields[name],
    error: errors[name] ? t(`error.${errors[name]}` as 'error.number') : undefined,
  })
  const options = funds.map((f) => ({
    value: f.slug,
    label: inLocale(locale, { zh: f.nameZh, en: f.nameEn }),
  }))
  return (
    <Form method="post" reloadDocument noValidate className="space-y-5">
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <TextField {...field('number')} hint={t('hint.number')} inputMode="numeric" maxLength={2} required />
        <TextField {...field('organisation')} maxLength={most.organisation} required />
        <TextField {...field('nameZh')} lang="zh-CN" maxLength={most.name} required />
        <TextField {...field('nameEn')} lang="en" maxLength={most.name} required />
        <SelectField
          {...field('fund')}
          hint={t('hint.fund')}
          emptyLabel={t('chooseFund')}
          options={options}
        />
      </div>
      <TextArea {...field('goods')} hint={t('hint.goods')} rows={5} optionalText={t('optional')} />
      <Button name="intent" value="save">
        {version === undefined ? t('add') : t('save')}
      </Button>
    </Form>
  )
}
