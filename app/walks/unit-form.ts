import { cleanText, isAddress, lengthOf } from '~/giving/gift-form'
import { type FieldFault, isPhone, longest, type RegistrationErrors } from './registration-form'

/** A unit and who leads it, as typed. */
export interface UnitFields {
  formId: string
  unitName: string
  leaderName: string
  leaderEmail: string
  leaderPhone: string
}
export type UnitDraft = Omit<UnitFields, 'formId'>

export const emptyUnit = (formId: string): UnitFields => ({
  formId,
  unitName: '',
  leaderName: '',
  leaderEmail: '',
  leaderPhone: '',
})

export function unitFieldsOf(form: FormData): UnitFields {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  return {
    formId: text('formId').slice(0, 36),
    unitName: text('unitName'),
    leaderName: text('leaderName'),
    leaderEmail: text('leaderEmail'),
    leaderPhone: text('leaderPhone'),
  }
}

/** Checks what was typed; faults by control. */
export function readUnit(
  fields: UnitFields,
): { ok: true; draft: UnitDraft } | { ok: false; errors: RegistrationErrors } {
  const errors: RegistrationErrors = {}
  const fault = (control: string, reason: FieldFault) => {
    errors[control] = reason
  }
  if (!/^[0-9a-f-]{36}$/.test(fields.formId)) fault('formId', 'missing')
  const line = (control: 'unitName' | 'leaderName', most: number) => {
    const text = cleanText(fields[control], 'one')
    if (text === '') fault(control, 'missing')
    else if (lengthOf(text) > most) fault(control, 'too-long')
    return text
  }
  const unitName = line('unitName', longest.unit)
  const leaderName = line('leaderName', longest.name)
  const leaderEmail = cleanText(fields.leaderEmail, 'one')
  if (leaderEmail === '') fault('leaderEmail', 'missing')
  else if (!isAddress(leaderEmail)) fault('leaderEmail', 'not-an-address')
  const leaderPhone = cleanText(fields.leaderPhone.normalize('NFKC'), 'one')
  if (!isPhone(leaderPhone)) fault('leaderPhone', leaderPhone === '' ? 'missing' : 'not-a-phone')
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  return { ok: true, draft: { unitName, leaderName, leaderEmail, leaderPhone } }
}
