import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { ErrorSummary } from '~/ui/error-summary'
import { Notice } from '~/ui/notice'
import type { EditAnswer } from './edit-answer'

/** What to say at a field: what is wrong with it. */
export function useWrongWords(answer: EditAnswer | undefined): (name: string) => string | undefined {
  const { t } = useTranslation('deskWalk')
  return (name) => (answer?.wrong.includes(name) ? t(`wrong.${name}` as 'wrong.key') : undefined)
}

export interface FormFrameProps {
  answer: EditAnswer | undefined
  version: number
  submitLabel?: string
  children: ReactNode
}

/** The frame of the walk's forms: what is wrong above, what others stored meanwhile, the version that the editing began from. */
export function FormFrame({ answer, version, submitLabel, children }: FormFrameProps) {
  const { t } = useTranslation('deskWalk')
  const say = useWrongWords(answer)
  const wrong = answer?.wrong ?? []
  const theirs = Object.entries(answer?.now ?? {}).filter(
    ([name, value]) => value !== (answer?.fields[name] ?? '') && !name.startsWith('q'),
  )
  return (
    <Form method="post" reloadDocument noValidate className="max-w-3xl space-y-5">
      <input type="hidden" name="version" value={answer?.version ?? version} />
      <ErrorSummary
        title={t('form.errors', { count: wrong.length })}
        errors={wrong.map((name) => ({
          fieldId: name,
          message: t('form.wrong', { field: t(`field.${name}` as 'field.key'), what: say(name) }),
        }))}
      />
      {answer?.refusal && (
        <Notice kind="attention" live>
          <p>{t(`refusal.${answer.refusal}` as 'refusal.needed')}</p>
          {theirs.length > 0 && (
            <ul className="mt-2 space-y-1">
              {theirs.map(([name, value]) => (
                <li key={name} className="[overflow-wrap:anywhere]">
                  {t('form.wrong', {
                    field: t(`field.${name}` as 'field.key'),
                    what: t('form.theirs', { value }),
                  })}
                </li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      {children}
      <Button size="large" name="intent" value="save">
        {submitLabel ?? t('form.save')}
      </Button>
    </Form>
  )
}
