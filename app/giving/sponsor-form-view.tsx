import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { SelectField } from '~/ui/desk/select-field'
import { ErrorSummary } from '~/ui/error-summary'
import { TextField } from '~/ui/text-field'
import type { SponsorErrors, SponsorFields } from './sponsor-form'

export interface SponsorFormProps {
  fields: SponsorFields
  errors: SponsorErrors
  levels: readonly { value: string; label: string }[]
  funds: readonly { value: string; label: string }[]
}
type TextName = 'nameZh' | 'nameEn' | 'cash' | 'goods' | 'goodsZh' | 'goodsEn' | 'link' | 'note'

/** A sponsor: who, on which level, what it gives and what of it may be shown. */
export function SponsorForm({ fields, errors, levels, funds }: SponsorFormProps) {
  const { t } = useTranslation('sponsoring')
  const pending = useNavigation().state !== 'idle'
  const say = (name: keyof SponsorFields) => (errors[name] ? t(`fault.${errors[name]}`) : undefined)
  const shown = (Object.keys(errors) as (keyof SponsorFields)[]).filter((name) => name !== 'formId')
  const summary = shown.map((name) => ({
    fieldId: name,
    message: `${t(`form.${name as TextName}`)}: ${say(name)}`,
  }))
  const plain = (name: TextName) => ({
    name,
    label: t(`form.${name}`),
    defaultValue: fields[name],
    error: say(name),
    autoComplete: 'off',
  })
  const optional = { optionalText: t('form.optional') }
  return (
    <Form method="post" noValidate className="space-y-4">
      <input type="hidden" name="formId" value={fields.formId} />
      <input type="hidden" name="version" value={fields.version} />
      <ErrorSummary title={t('form.errors', { count: summary.length })} errors={summary} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...plain('nameZh')} lang="zh-CN" />
        <TextField {...plain('nameEn')} lang="en" />
      </div>
      <CheckboxField
        name="nameConsent"
        value="yes"
        label={t('form.nameConsent')}
        defaultChecked={fields.nameConsent === 'yes'}
      />
      <CheckboxField
        name="logoConsent"
        value="yes"
        label={t('form.logoConsent')}
        defaultChecked={fields.logoConsent === 'yes'}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          name="level"
          label={t('form.level')}
          options={levels}
          emptyLabel="—"
          defaultValue={fields.level}
          error={say('level')}
        />
        <SelectField
          name="fund"
          label={t('form.fund')}
          options={funds}
          emptyLabel="—"
          defaultValue={fields.fund}
          error={say('fund')}
        />
        <TextField {...plain('cash')} inputMode="decimal" {...optional} />
        <TextField {...plain('goods')} inputMode="decimal" {...optional} />
        <TextField {...plain('goodsZh')} lang="zh-CN" hint={t('form.goodsHint')} {...optional} />
        <TextField {...plain('goodsEn')} lang="en" hint={t('form.goodsHint')} {...optional} />
      </div>
      <TextField {...plain('link')} type="url" inputMode="url" {...optional} />
      <TextField {...plain('note')} {...optional} />
      <Button name="intent" value="save" pending={pending}>
        {t('form.save')}
      </Button>
    </Form>
  )
}
