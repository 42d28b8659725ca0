import type { InputHTMLAttributes } from 'react'
import { FieldError } from './field-error'
import { type FieldProps, wireField } from './field-wiring'

export type CheckboxFieldProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldProps | 'type'>

/** One thing to agree to or switch on. The whole line is the target. */
export function CheckboxField({
  name,
  id,
  label,
  hint,
  error,
  optionalText,
  className,
  ...rest
}: CheckboxFieldProps) {
  const wiring = wireField({ name, id, hint, error })
  return (
    <div className={className}>
      <label className="flex min-h-11 cursor-pointer items-start gap-3 py-2">
        <input {...rest} {...wiring.control} type="checkbox" className="mt-1 size-5 shrink-0 accent-kapok" />
        <span>
          {label}
          {optionalText && <span className="ms-2 text-sm text-soft">{optionalText}</span>}
        </span>
      </label>
      {hint && (
        <p id={wiring.hintId} className="-mt-1 ps-8 text-sm text-soft">
          {hint}
        </p>
      )}
      {error && <FieldError id={wiring.errorId!}>{error}</FieldError>}
    </div>
  )
}
