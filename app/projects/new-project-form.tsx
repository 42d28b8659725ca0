import { useTranslation } from 'react-i18next'
import { inLocale, type Locale } from '~/platform/i18n'
import { SelectField } from '~/ui/desk/select-field'
import { TextField } from '~/ui/text-field'
import { ActForm, useFields } from './act-form'
import type { ProjectRefused } from './answer-project-form.server'
import { kindWords, projectKinds } from './project'
import { AboutFields, NameFields, PeriodFields } from './project-text-fields'

/** A new project: what it is called for good, what it is, when it begins. */
export function NewProjectForm({
  locale,
  here,
  refused,
}: {
  locale: Locale
  here: string
  refused: ProjectRefused | null
}) {
  const { t } = useTranslation('projecting')
  const forms = { here, formId: 'new', today: '', refused }
  const fields = useFields(forms, 'new')
  return (
    <ActForm forms={forms} at="new" intent="create" send={t('new.send')}>
      <TextField {...fields.field('key')} label={t('field.key')} hint={t('field.keyHint')} />
      <SelectField
        {...fields.field('kind')}
        label={t('field.kind')}
        options={projectKinds.map((value) => ({ value, label: inLocale(locale, kindWords[value]) }))}
      />
      <NameFields fields={fields} />
      <PeriodFields fields={fields} />
      <AboutFields fields={fields} />
      <TextField
        {...fields.field('campaign')}
        label={t('field.campaign')}
        hint={t('field.campaignHint')}
        optionalText={t('optional')}
      />
    </ActForm>
  )
}
