import { campaignFieldNames } from './campaign-form'
import { CampaignFormParts, type CampaignFormPartsProps } from './campaign-form-parts'
import { EditingForm, type FieldErrors, useFieldWords } from './editing-form'
import type { Meanwhile } from './merge-edits'

export interface CampaignEditFormProps extends Omit<CampaignFormPartsProps, 'say'> {
  errors: FieldErrors
  meanwhile?: readonly Meanwhile[]
  /** None for a new one. */
  version?: number
  submitLabel: string
}

/** The whole form of a campaign. */
export function CampaignEditForm(props: CampaignEditFormProps) {
  const { errors, meanwhile, version, submitLabel, ...parts } = props
  const frame = { locale: parts.locale, errors, meanwhile, version, submitLabel }
  return (
    <EditingForm {...frame} names={campaignFieldNames} className="space-y-8">
      <CampaignFormParts {...parts} say={useFieldWords(errors)} />
    </EditingForm>
  )
}
