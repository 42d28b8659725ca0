import type { InputHTMLAttributes } from 'react'
import { classes } from './classes'
import { FieldFrame } from './field-frame'
import { boxClass, type FieldProps, wireField } from './field-wiring'

export type TextFieldProps = FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldProps>

/** One line of text: a native input (any `type`) with its label, hint and error. */
export function TextField({
  name,
  id,
  label,
  hint,
  error,
  optionalText,
  className,
  type = 'text',
  ...rest
}: TextFieldProps) {
  const wiring = wireField({ name, id, hint, error })
  return (
    <FieldFrame label={label} hint={hint} error={error} optionalText={optionalText} wiring={wiring}>
      <input {...rest} {...wiring.control} type={type} className={classes(boxClass, 'h-12', className)} />
    </FieldFrame>
  )
}
