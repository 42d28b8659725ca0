import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { MeanwhileNotice } from '~/campaigns/meanwhile-notice'
import type { Meanwhile } from '~/campaigns/merge-edits'
import type { Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { ErrorSummary } from '~/ui/error-summary'

/** What is wrong, by field: codes of `organising:error`. */
export type OrganiseErrors = Readonly<Record<string, string | undefined>>

/** What a form of a walk came back with. */
export interface OrganiseRefusal {
  fields: Record<string, string>
  errors: OrganiseErrors
  version: number
  meanwhile?: Meanwhile[]
}

/** What the fields of a walk's forms are called, and what is said next to them. */
export function useOrganiseWords(errors: OrganiseErrors = {}) {
  const { t } = useTranslation('organising')
  const labelOf = (name: string) => {
    const [, n, part] = /^question(\d)(\w+)$/.exec(name) ?? []
    const label = t(`field.${part ? `question${part}` : name}` as 'field.nameZh')
    return n === undefined ? label : t('questionPart', { n: Number(n) + 1, label })
  }
  const say = (name: string) => {
    const code = errors[name]?.replace(/^question\d/, 'question')
    return code && t(`error.${code}` as 'error.nameZh')
  }
  return { labelOf, say }
}

export interface OrganiseFormProps {
  locale: Locale
  /** The form's fields in its order. */
  names: readonly string[]
  errors: OrganiseErrors
  meanwhile?: readonly Meanwhile[]
  /** The version that the editing began from; none for what is new as a whole. */
  version?: number
  action?: string
  submitLabel: string
  children: ReactNode
}

/** The frame of every form that edits a walk: works without scripts, and what was typed stands there again. */
export function OrganiseForm(props: OrganiseFormProps) {
  const { locale, names, errors, meanwhile = [], version, action, submitLabel, children } = props
  const { t } = useTranslation('organising')
  const { labelOf, say } = useOrganiseWords(errors)
  const wrong = names.filter((name) => errors[name])
  return (
    <Form method="post" action={action} reloadDocument noValidate className="space-y-5">
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      {meanwhile.length > 0 && <MeanwhileNotice locale={locale} meanwhile={meanwhile} labelOf={labelOf} />}
      <ErrorSummary
        title={t('errors', { count: wrong.length })}
        errors={wrong.map((name) => ({
          fieldId: name,
          message: t('wrong', { field: labelOf(name), what: say(name) }),
        }))}
      />
      {children}
      <Button name="intent" value="save" size="large">
        {submitLabel}
      </Button>
    </Form>
  )
}
