import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatRoundFen } from '~/money/fen'
import { inLocale, type Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { ErrorSummary } from '~/ui/error-summary'
import { FormSection } from '~/ui/form-section'
import { Notice } from '~/ui/notice'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import { fileNeededAboveFen, oneApproverUpToFen, planCategories } from './plan'
import { longestPlan, mostPlanLines, mostPlanSources } from './plan-form'

type Fields = Readonly<Record<string, string | undefined>>
interface Choice {
  value: string
  label: string
}
export interface PlanFormViewProps {
  locale: Locale
  formId: string
  version: number
  form: Fields
  errors: Fields
  refused: string | null
  funds: readonly Choice[]
  projects: readonly Choice[]
}

/** Rows that are filled and one more: saving makes room for others. */
const rowsOf = (form: Fields, name: (n: number) => string, least: number, most: number) => {
  let last = 0
  for (let n = 1; n <= most; n++) if (form[name(n)]) last = n
  return Array.from({ length: Math.min(most, Math.max(least, last + 1)) }, (_, n) => n + 1)
}

/** A usage plan to be written: what for, from which funds, on what, for how many, when. */
export function PlanFormView(props: PlanFormViewProps) {
  const { locale, formId, version, form, errors, refused, funds, projects } = props
  const { t } = useTranslation('plans')
  const pending = useNavigation().state !== 'idle'
  const say = (name: string) => (errors[name] ? t(`error.${errors[name] as 'missing'}`) : undefined)
  const field = (name: string, more: object = {}) => ({
    name,
    autoComplete: 'off',
    defaultValue: form[name] ?? '',
    error: say(name),
    ...more,
  })
  const wrong = Object.keys(errors).map((name) => ({
    fieldId: name === 'sums' ? 'budget' : name,
    message: t('error.at', { field: t(`field.${fieldOf(name)}`), fault: say(name) }),
  }))
  const amount = { inputMode: 'decimal' as const, className: 'tabular' }
  return (
    <Form method="post" encType="multipart/form-data" noValidate className="max-w-3xl space-y-6">
      <input type="hidden" name="formId" value={formId} />
      <input type="hidden" name="version" value={version} />
      {refused && <Notice kind="refused" live title={t(`refused.${refused as 'not-open'}`)} />}
      <ErrorSummary title={t('error.summary')} errors={wrong} />
      <FormSection id="what" title={t('form.what')}>
        <TextField {...field('titleZh')} label={t('form.titleZh')} hint={t('form.public')} />
        <TextField {...field('titleEn')} label={t('form.titleEn')} optionalText={t('form.optional')} />
        <TextArea
          {...field('purposeZh')}
          label={t('form.purposeZh')}
          hint={t('form.purposeHint')}
          maxLength={longestPlan.purpose}
        />
        <TextArea {...field('purposeEn')} label={t('form.purposeEn')} optionalText={t('form.optional')} />
        <div className="grid gap-5 sm:grid-cols-2">
          <SelectField
            {...field('category')}
            label={t('form.category')}
            emptyLabel="—"
            options={planCategories.map(({ key, zh, en }) => ({
              value: key,
              label: inLocale(locale, { zh, en }),
            }))}
          />
          <SelectField
            {...field('project')}
            label={t('form.project')}
            emptyLabel={t('form.noProject')}
            options={projects}
          />
          <TextField {...field('fromOn')} type="date" label={t('form.fromOn')} />
          <TextField {...field('toOn')} type="date" label={t('form.toOn')} />
          <TextField
            {...field('beneficiaries')}
            label={t('form.beneficiaries')}
            hint={t('form.beneficiariesHint')}
            inputMode="numeric"
            className="tabular"
          />
        </div>
      </FormSection>
      <FormSection id="sources" title={t('form.sources')} hint={t('form.sourcesHint')}>
        {rowsOf(form, (n) => `source${n}Fund`, 2, mostPlanSources).map((n) => (
          <div key={n} className="grid items-start gap-4 sm:grid-cols-[2fr_1fr]">
            <SelectField
              {...field(`source${n}Fund`)}
              label={t('form.source', { n })}
              emptyLabel="—"
              options={funds}
            />
            <TextField {...field(`source${n}Amount`, amount)} label={t('form.sourceAmount', { n })} />
          </div>
        ))}
      </FormSection>
      <FormSection id="budget" title={t('form.lines')} hint={t('form.linesHint')}>
        {errors.sums && <p className="font-semibold text-kapok-text">{say('sums')}</p>}
        {rowsOf(form, (n) => `line${n}Title`, 4, mostPlanLines).map((n) => (
          <div key={n} className="grid items-start gap-4 sm:grid-cols-[2fr_1fr]">
            <TextField {...field(`line${n}Title`)} label={t('form.line', { n })} />
            <TextField {...field(`line${n}Amount`, amount)} label={t('form.lineAmount', { n })} />
          </div>
        ))}
      </FormSection>
      <FormSection id="files" title={t('form.file')}>
        <TextField
          name="file"
          type="file"
          accept="application/pdf,image/png,image/jpeg"
          className="h-auto py-2"
          label={t('form.fileOne')}
          hint={t('form.fileHint', { limit: formatRoundFen(fileNeededAboveFen) })}
          error={say('file')}
        />
      </FormSection>
      <p className="text-soft">{t('form.levels', { limit: formatRoundFen(oneApproverUpToFen) })}</p>
      <div className="flex flex-wrap gap-3">
        <Button name="intent" value="submit" pending={pending}>
          {t('form.submit')}
        </Button>
        <Button name="intent" value="save" variant="secondary" pending={pending}>
          {t('form.save')}
        </Button>
      </div>
    </Form>
  )
}

const named = [
  ...(['titleZh', 'titleEn', 'purposeZh', 'purposeEn', 'category', 'project', 'beneficiaries'] as const),
  ...(['fromOn', 'toOn', 'sums', 'file'] as const),
]
/** By what a field is called in the summary; rows of sources and lines go by their kind. */
function fieldOf(name: string): (typeof named)[number] | 'sources' | 'lines' | 'form' {
  const known = named.find((one) => one === name)
  if (known) return known
  if (name.startsWith('source')) return 'sources'
  return name.startsWith('line') ? 'lines' : 'form'
}
