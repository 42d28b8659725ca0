import { Form, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import type { ProjectRefused } from './answer-project-form.server'
import { type ProjectDeed, projectRefusals } from './project-deeds'

/** What every form of a page shares. */
export interface ProjectForms {
  /** Where forms are sent: the page itself. */
  here: string
  /** Names what is sent next: twice it is one. */
  formId: string
  today: string
  refused: ProjectRefused | null
}

/** The props of one form's fields: what was typed, what is wrong with it. `at` tells forms of a page apart. */
export function useFields(forms: ProjectForms, at: string, given: Record<string, string> = {}) {
  const { t } = useTranslation('projecting')
  const refused = forms.refused?.at === at ? forms.refused : null
  const typed: Record<string, string> = refused ? refused.form : given
  const errors: Record<string, Parameters<typeof sayFault>[0] | undefined> = refused?.errors ?? {}
  const sayFault = (fault: keyof typeof knownFaults) => t(`error.${fault}`)
  return {
    open: refused !== null,
    typed,
    field: (name: string, more: object = {}) => ({
      name,
      id: `${at}-${name}`,
      autoComplete: 'off',
      defaultValue: typed[name] ?? '',
      error: errors[name] && sayFault(errors[name]),
      ...more,
    }),
    day: (name: string, more: object = {}) => ({
      name,
      id: `${at}-${name}`,
      type: 'date',
      defaultValue: typed[name] ?? '',
      error: errors[name] && sayFault(errors[name]),
      ...more,
    }),
  }
}
const knownFaults = {
  ...{ missing: 1, 'too-long': 1, 'not-a-day': 1, 'not-yet': 1, 'not-a-span': 1, order: 1, 'not-whole': 1 },
  ...{ 'too-many': 1, 'not-a-key': 1, 'key-taken': 1, 'sum-differs': 1, 'no-winner': 1, 'too-few': 1 },
  ...{ unknown: 1, 'number-taken': 1, 'not-a-number': 1, 'fraction-of-fen': 1, 'not-positive': 1 },
  ...{ 'too-large': 1, 'file-missing': 1, 'file-too-large': 1, 'file-kind': 1, 'store-away': 1 },
} as const

interface ActFormProps {
  forms: ProjectForms
  at: string
  intent: ProjectDeed
  send: string
  /** What the form is about: a milestone's, a contract's … id. */
  of?: string
  hidden?: Record<string, string>
  /** It brings a file. */
  upload?: boolean
  secondary?: boolean
  children?: ReactNode
}

/** One act as a form: what refused it stands above its fields. */
export function ActForm({
  forms,
  at,
  intent,
  send,
  of,
  hidden = {},
  upload,
  secondary,
  children,
}: ActFormProps) {
  const { t } = useTranslation('projecting')
  const pending = useNavigation().state !== 'idle'
  const refused = forms.refused?.at === at ? forms.refused.refused : null
  const reason = projectRefusals.find((one) => one === refused)
  return (
    <Form
      method="post"
      action={forms.here}
      encType={upload ? 'multipart/form-data' : undefined}
      noValidate
      className="max-w-2xl space-y-4"
      key={`${at} ${forms.formId}`}
    >
      {reason && <Notice kind="refused" live title={t(`refused.${reason}`)} />}
      {Object.entries({ ...hidden, at, formId: forms.formId, ...(of && { of }) }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <Button name="intent" value={intent} pending={pending} variant={secondary ? 'secondary' : undefined}>
        {send}
      </Button>
    </Form>
  )
}
