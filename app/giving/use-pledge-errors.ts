import { useTranslation } from 'react-i18next'
import { type PledgeErrors, type PledgeField, pledgeFieldNames } from './pledge-form'

/** The texts of a form's faults, by field, and their summary in the form's order; in the desk's words or the public page's. */
export function usePledgeErrors(errors: PledgeErrors, namespace: 'pledges' | 'pledging') {
  const { t } = useTranslation(namespace)
  const say = (field: PledgeField) =>
    errors[field] ? t(`fault.${field}.${errors[field]}` as 'fault.unitName.missing') : undefined
  const summary = pledgeFieldNames
    .filter((field) => errors[field])
    .map((field) => ({ fieldId: field === 'formId' ? undefined : field, message: say(field)! }))
  return { say, summary }
}
