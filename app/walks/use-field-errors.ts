import { useTranslation } from 'react-i18next'
import type { RegistrationErrors } from './registration-form'

/** The texts of a form's faults, by control, and their summary in the form's order. */
export function useFieldErrors(errors: RegistrationErrors) {
  const { t } = useTranslation('registration')
  const say = (control: string) => {
    const reason = errors[control]
    if (!reason) return undefined
    // `w0-name` is a name, `w0-q-size` an answer.
    const field = /^w\d+-q-/.test(control) ? 'answer' : control.replace(/^w\d+-/, '')
    return t(`fault.${field}.${reason}` as 'fault.name.missing')
  }
  const place = (control: string) => {
    const [, at] = /^w(\d+)-/.exec(control) ?? []
    return at === undefined ? '' : `${t('form.walker', { n: Number(at) + 1 })} · `
  }
  const summary = Object.keys(errors).map((control) => ({
    fieldId: control === 'formId' ? undefined : control,
    message: `${place(control)}${say(control)}`,
  }))
  return { say, summary }
}
