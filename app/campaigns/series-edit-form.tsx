import { Form } from '@remix-run/react'
import { type FormEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { ErrorSummary } from '~/ui/error-summary'
import { TextField } from '~/ui/text-field'
import { BothLanguages } from './both-languages'
import { slugFrom } from './campaign-form'
import { mostCharacters } from './campaign-limits'
import { FixedField } from './fixed-field'
import { MeanwhileNotice } from './meanwhile-notice'
import type { Meanwhile } from './merge-edits'
import { type SeriesFields, seriesFieldNames } from './series-form'

export interface SeriesEditFormProps {
  locale: Locale
  fields: SeriesFields
  errors: Readonly<Record<string, string | undefined>>
  meanwhile?: readonly Meanwhile[]
  /** None for a new one, which still chooses its slug. */
  version?: number
}

/** A series' names and texts. */
export function SeriesEditForm({ locale, fields, errors, meanwhile = [], version }: SeriesEditFormProps) {
  const { t } = useTranslation('editing')
  const form = useRef<HTMLFormElement>(null)
  const say = (name: string) => (errors[name] ? t(`error.${errors[name]}` as 'error.empty') : undefined)
  const wrong = seriesFieldNames.filter((name) => errors[name])
  const isNew = version === undefined
  function suggest(event: FormEvent<HTMLFormElement>) {
    const typed = event.target as HTMLInputElement
    typed.dataset.typed = 'yes'
    const slug = form.current?.querySelector<HTMLInputElement>('[name=slug]')
    if (isNew && typed.name === 'nameEn' && slug && !slug.dataset.typed) slug.value = slugFrom(typed.value)
  }
  return (
    <Form
      ref={form}
      method="post"
      reloadDocument
      noValidate
      onInput={suggest}
      className="max-w-5xl space-y-5"
    >
      {!isNew && <input type="hidden" name="version" value={version} />}
      {meanwhile.length > 0 && <MeanwhileNotice locale={locale} meanwhile={meanwhile} />}
      <ErrorSummary
        title={t('form.errors', { count: wrong.length })}
        errors={wrong.map((name) => ({
          fieldId: name,
          message: t('form.wrong', { field: t(`field.${name}`), what: say(name) }),
        }))}
      />
      <BothLanguages
        name="name"
        label={t('field.name')}
        fields={fields}
        say={say}
        most={mostCharacters.seriesName}
      />
      {isNew ? (
        <TextField
          name="slug"
          label={t('field.slug')}
          hint={t('form.slugHint')}
          error={say('slug')}
          defaultValue={fields.slug}
        />
      ) : (
        <FixedField name="slug" label={t('field.slug')} value={fields.slug} why={t('form.slugFixed')} />
      )}
      <BothLanguages
        name="about"
        label={t('field.about')}
        fields={fields}
        say={say}
        most={mostCharacters.about}
        rows={4}
      />
      <Button size="large">{t('form.save')}</Button>
    </Form>
  )
}
