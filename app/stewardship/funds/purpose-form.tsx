import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { purposeBases } from '~/ledger/fund-purpose'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import type { PurposeAnswer } from './answer-purpose-form.server'

interface PurposeFormProps {
  formId: string
  today: string
  fund: { purposeZh: string; purposeEn: string }
  refused: Extract<PurposeAnswer, { errors: object }> | null
}

/** The new purpose, why, by which filing or whose consent, and the file that shows it. */
export function PurposeForm({ formId, today, fund, refused }: PurposeFormProps) {
  const { t } = useTranslation('editing')
  const pending = useNavigation().state !== 'idle'
  const form: Record<string, string> = refused?.form ?? {}
  const say = (field: string) => refused?.errors[field] && t(`purposeChange.error.${refused.errors[field]}`)
  const field = (name: string, more = '') => ({
    name,
    defaultValue: form[name] ?? more,
    error: say(name),
  })
  const optionalText = t('purposeChange.optional')
  return (
    <Form method="post" encType="multipart/form-data" noValidate className="max-w-2xl space-y-4">
      <input type="hidden" name="formId" value={formId} />
      <TextArea
        {...field('afterZh', fund.purposeZh)}
        lang="zh-CN"
        label={t('purposeChange.afterZh')}
        rows={3}
      />
      <TextArea {...field('afterEn', fund.purposeEn)} lang="en" label={t('purposeChange.afterEn')} rows={3} />
      <TextArea {...field('reasonZh')} label={t('purposeChange.reasonZh')} rows={2} />
      <TextArea
        {...field('reasonEn')}
        label={t('purposeChange.reasonEn')}
        optionalText={optionalText}
        rows={2}
      />
      <SelectField
        {...field('basis')}
        label={t('purposeChange.basis')}
        emptyLabel="—"
        options={purposeBases.map((value) => ({ value, label: t(`purposeChange.basisOf.${value}`) }))}
      />
      <TextField
        {...field('filingNumber')}
        label={t('purposeChange.filingNumber')}
        hint={t('purposeChange.filingHint')}
      />
      <TextField
        {...field('consentHow')}
        label={t('purposeChange.consentHow')}
        hint={t('purposeChange.consentHint')}
      />
      <TextField {...field('basisOn')} type="date" max={today} label={t('purposeChange.basisOn')} />
      <TextField
        name="file"
        type="file"
        accept="application/pdf,image/png,image/jpeg"
        className="h-auto py-2"
        label={t('purposeChange.file')}
        hint={t(refused ? 'purposeChange.fileAgain' : 'purposeChange.fileHint')}
        error={say('file')}
      />
      <Button pending={pending}>{t('purposeChange.send')}</Button>
    </Form>
  )
}
