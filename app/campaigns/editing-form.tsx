import { Form } from '@remix-run/react'
import { type FormEvent, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { ErrorSummary } from '~/ui/error-summary'
import { slugFrom } from './campaign-form'
import { MeanwhileNotice } from './meanwhile-notice'
import type { Meanwhile } from './merge-edits'

/** What is wrong, by field: codes of `editing:error`. */
export type FieldErrors = Readonly<Record<string, string | undefined>>

/** What a form says next to a field; nothing where all is well. */
export function useFieldWords(errors: FieldErrors): (name: string) => string | undefined {
  const { t } = useTranslation('editing')
  return (name) => (errors[name] ? t(`error.${errors[name]}` as 'error.empty') : undefined)
}

export interface EditingFormProps {
  locale: Locale
  /** The form's fields in its order. */
  names: readonly string[]
  errors: FieldErrors
  /** What others saved while this was typed. */
  meanwhile?: readonly Meanwhile[]
  /** The version that the editing began from; none for a new one, whose slug follows its English name until it is typed. */
  version?: number
  submitLabel?: string
  className?: string
  children: ReactNode
}

/** The frame of every form that edits by versions. Works without scripts; what was typed stands there again when something is wrong. */
export function EditingForm({
  locale,
  names,
  errors,
  meanwhile = [],
  version,
  submitLabel,
  className = 'space-y-5',
  children,
}: EditingFormProps) {
  const { t } = useTranslation('editing')
  const say = useFieldWords(errors)
  const form = useRef<HTMLFormElement>(null)
  const wrong = names.filter((name) => errors[name])
  function suggestSlug(event: FormEvent<HTMLFormElement>) {
    const typed = event.target as HTMLInputElement
    typed.dataset.typed = 'yes'
    const slug = form.current?.querySelector<HTMLInputElement>('[name=slug]')
    if (typed.name === 'nameEn' && slug && !slug.dataset.typed) slug.value = slugFrom(typed.value)
  }
  return (
    <Form
      ref={form}
      method="post"
      reloadDocument
      noValidate
      onInput={version === undefined ? suggestSlug : undefined}
      className={`max-w-5xl ${className}`}
    >
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      {meanwhile.length > 0 && <MeanwhileNotice locale={locale} meanwhile={meanwhile} />}
      <ErrorSummary
        title={t('form.errors', { count: wrong.length })}
        errors={wrong.map((name) => ({
          fieldId: name,
          message: t('form.wrong', { field: t(`field.${name}` as 'field.series'), what: say(name) }),
        }))}
      />
      {children}
      <Button size="large">{submitLabel ?? t('form.save')}</Button>
    </Form>
  )
}
