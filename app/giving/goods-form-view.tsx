import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { SelectField } from '~/ui/desk/select-field'
import { TextField } from '~/ui/text-field'
import type { GoodsErrors } from './goods'

interface GoodsFormViewProps {
  formId: string
  form: Readonly<Record<string, string>>
  errors: GoodsErrors
  options: readonly { value: string; label: string }[]
  today: string
}

/** Begins a gift of goods: who gave, for what, when. */
export function GoodsFormView({ formId, form, errors, options, today }: GoodsFormViewProps) {
  const { t } = useTranslation('goods')
  const pending = useNavigation().state !== 'idle'
  const say = (field: string) => errors[field] && t(`error.${errors[field]}`)
  return (
    <Form method="post" noValidate className="max-w-2xl space-y-5">
      <input type="hidden" name="formId" value={formId} />
      <TextField
        name="donorName"
        label={t('form.donorName')}
        hint={t('form.donorHint')}
        optionalText={t('form.optional')}
        autoComplete="off"
        defaultValue={form.donorName ?? ''}
        error={say('donorName')}
      />
      <CheckboxField
        name="nameConsent"
        value="yes"
        label={t('form.consent')}
        defaultChecked={form.nameConsent === 'yes'}
      />
      <SelectField
        name="to"
        label={t('form.to')}
        emptyLabel="—"
        options={options}
        defaultValue={form.to ?? ''}
        error={say('to')}
      />
      <TextField
        name="receivedOn"
        type="date"
        max={today}
        label={t('form.receivedOn')}
        hint={t('form.receivedOnHint')}
        defaultValue={form.receivedOn ?? today}
        error={say('receivedOn') ?? say('formId')}
      />
      <Button pending={pending}>{t('form.send')}</Button>
    </Form>
  )
}
