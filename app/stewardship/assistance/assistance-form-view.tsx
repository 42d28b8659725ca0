import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { Notice } from '~/ui/notice'
import { TextField } from '~/ui/text-field'
import type { AssistanceErrors } from './assistance'

type Option = { value: string; label: string }
interface AssistanceFormViewProps {
  formId: string
  form: Readonly<Record<string, string>>
  errors: AssistanceErrors
  projects: readonly Option[]
  funds: readonly Option[]
  today: string
}

/** Begins a batch: what for, out of which fund, on which day. */
export function AssistanceFormView({
  formId,
  form,
  errors,
  projects,
  funds,
  today,
}: AssistanceFormViewProps) {
  const { t } = useTranslation('assistance')
  const pending = useNavigation().state !== 'idle'
  const say = (field: string) => errors[field] && t(`error.${errors[field]}`)
  if (projects.length === 0) return <Notice kind="attention" title={t('form.noProjects')} />
  return (
    <Form method="post" noValidate className="max-w-2xl space-y-5">
      <input type="hidden" name="formId" value={formId} />
      <TextField
        name="title"
        label={t('form.name')}
        hint={t('form.nameHint')}
        autoComplete="off"
        defaultValue={form.title ?? ''}
        error={say('title')}
      />
      <SelectField
        name="project"
        label={t('form.project')}
        options={projects}
        defaultValue={form.project ?? projects[0]!.value}
        error={say('project')}
      />
      <SelectField
        name="fund"
        label={t('form.fund')}
        emptyLabel="—"
        options={funds}
        defaultValue={form.fund ?? ''}
        error={say('fund')}
      />
      <TextField
        name="paidOn"
        type="date"
        max={today}
        label={t('form.paidOn')}
        hint={t('form.paidOnHint')}
        defaultValue={form.paidOn ?? today}
        error={say('paidOn') ?? say('formId')}
      />
      <Button pending={pending}>{t('form.send')}</Button>
    </Form>
  )
}
