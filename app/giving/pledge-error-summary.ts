import { type PledgeErrors, type PledgeField, pledgeFieldNames } from './pledge-form'

/** A form's faults above it, in the form's order, each leading to its field. */
export const pledgeErrorSummary = (errors: PledgeErrors, say: (field: PledgeField) => string | undefined) =>
  pledgeFieldNames
    .filter((field) => errors[field])
    .map((field) => ({ fieldId: field === 'formId' ? undefined : field, message: say(field)! }))
