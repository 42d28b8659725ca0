import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { inLocale, type Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { RadioCards } from '~/ui/radio-cards'
import { TextField } from '~/ui/text-field'
import { batchKinds } from './batch'
import type { BatchErrors, BatchFields } from './batch-form'
import type { GiftPlace } from './list-gift-places.server'

interface BatchFormViewProps {
  locale: Locale
  fields: BatchFields
  errors: BatchErrors
  places: readonly GiftPlace[]
  today: string
}

/** Begins a batch: what came, where, when and for what. */
export function BatchFormView({ locale, fields, errors, places, today }: BatchFormViewProps) {
  const { t } = useTranslation('offline')
  const pending = useNavigation().state !== 'idle'
  const say = (field: keyof BatchFields) =>
    errors[field] && t(`error.${field}.${errors[field]}` as 'error.place.missing')
  const options = places.flatMap((place) => [
    { value: place.campaign, label: `${inLocale(locale, place)} · ${t('form.byRouting')}` },
    ...place.funds.map((fund) => ({
      value: `${place.campaign} ${fund.fund}`,
      label: `${inLocale(locale, place)} · ${inLocale(locale, { zh: fund.nameZh, en: fund.nameEn })}`,
    })),
  ])
  return (
    <Form method="post" noValidate className="max-w-2xl space-y-5">
      <input type="hidden" name="formId" value={fields.formId} />
      <RadioCards
        name="kind"
        legend={t('form.kind')}
        columns={1}
        defaultValue={fields.kind}
        error={say('kind')}
        options={batchKinds.map((kind) => ({
          value: kind,
          label: t(`kind.${kind}`),
          detail: t(kind === 'cash' ? 'form.kindCash' : 'form.kindCheque'),
        }))}
      />
      <TextField
        name="place"
        label={t('form.place')}
        hint={t('form.placeHint')}
        autoComplete="off"
        defaultValue={fields.place}
        error={say('place')}
      />
      <SelectField
        name="to"
        label={t('form.to')}
        emptyLabel="—"
        options={options}
        defaultValue={fields.to}
        error={say('to')}
      />
      <TextField
        name="receivedOn"
        type="date"
        max={today}
        label={t('form.receivedOn')}
        hint={t('form.receivedOnHint')}
        defaultValue={fields.receivedOn}
        error={say('receivedOn') ?? say('formId')}
      />
      <Button pending={pending}>{t('form.send')}</Button>
    </Form>
  )
}
