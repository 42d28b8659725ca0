import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { ErrorSummary } from '~/ui/error-summary'
import { campaignFieldNames } from './campaign-form'
import { CampaignFormParts, type CampaignFormPartsProps } from './campaign-form-parts'
import { MeanwhileNotice } from './meanwhile-notice'
import type { Meanwhile } from './merge-edits'

export interface CampaignEditFormProps extends Omit<CampaignFormPartsProps, 'say'> {
  /** What is wrong, by field: codes of `editing:error`. */
  errors: Readonly<Record<string, string | undefined>>
  meanwhile?: readonly Meanwhile[]
  /** The version that the editing began from; none for a new one. */
  version?: number
  submitLabel: string
}

/** The whole form of a campaign. Works without scripts; what was typed stands there again when something is wrong. */
export function CampaignEditForm(props: CampaignEditFormProps) {
  const { errors, meanwhile = [], version, submitLabel, ...parts } = props
  const { t } = useTranslation('editing')
  const say = (field: string) => (errors[field] ? t(`error.${errors[field]}` as 'error.empty') : undefined)
  const wrong = campaignFieldNames.filter((name) => errors[name])
  return (
    <Form method="post" reloadDocument noValidate className="max-w-5xl space-y-8">
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      {meanwhile.length > 0 && <MeanwhileNotice locale={parts.locale} meanwhile={meanwhile} />}
      <ErrorSummary
        title={t('form.errors', { count: wrong.length })}
        errors={wrong.map((name) => ({
          fieldId: name,
          message: t('form.wrong', { field: t(`field.${name}` as 'field.series'), what: say(name) }),
        }))}
      />
      <CampaignFormParts {...parts} say={say} />
      <Button size="large">{submitLabel}</Button>
    </Form>
  )
}
