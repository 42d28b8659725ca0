import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { LinkButton } from '~/ui/link-button'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'
import type { AssistancePageProps, AssistanceRefused } from './assistance-page'

type CaseFormProps = Pick<AssistancePageProps, 'formId' | 'categories' | 'townships'> & {
  here: string
  refused: AssistanceRefused | null
}

/** Writes one case down, or leads to the import of a table. */
export function CaseForm({ here, formId, categories, townships, refused }: CaseFormProps) {
  const { t } = useTranslation('assistance')
  const pending = useNavigation().state !== 'idle'
  const form: Record<string, string> = refused?.form ?? {}
  const say = (field: string) => refused?.errors[field] && t(`error.${refused.errors[field]}`)
  const field = (name: string) => ({
    name,
    autoComplete: 'off',
    defaultValue: form[name] ?? '',
    error: say(name),
  })
  return (
    <Panel id="case" title={t('case.title')}>
      <Form method="post" action={`${here}#case`} noValidate className="space-y-4" key={formId}>
        <input type="hidden" name="formId" value={formId} />
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            name="category"
            label={t('column.category')}
            emptyLabel="—"
            options={categories}
            defaultValue={form.category ?? ''}
            error={say('category')}
          />
          <TextField {...field('amount')} label={t('case.amount')} inputMode="decimal" className="tabular" />
          <TextField {...field('name')} label={t('column.name')} />
          <TextField
            {...field('township')}
            list="townships"
            label={t('column.township')}
            hint={t('case.townshipHint')}
            optionalText={t('case.optional')}
          />
        </div>
        <datalist id="townships">
          {townships.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <TextField
          {...field('idNumber')}
          label={t('column.idNumber')}
          hint={t('case.idHint')}
          optionalText={t('case.optional')}
          className="tabular"
        />
        <div className="flex flex-wrap gap-3">
          <Button name="intent" value="enter" pending={pending}>
            {t('case.send')}
          </Button>
          <LinkButton variant="secondary" to={`${here}/import`}>
            {t('case.import')}
          </LinkButton>
        </div>
      </Form>
    </Panel>
  )
}
