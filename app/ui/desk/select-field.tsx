import type { SelectHTMLAttributes } from 'react'
import { classes } from '../classes'
import { FieldFrame } from '../field-frame'
import { boxClass, type FieldProps, wireField } from '../field-wiring'

export interface SelectFieldProps
  extends FieldProps,
    Omit<SelectHTMLAttributes<HTMLSelectElement>, keyof FieldProps> {
  options: readonly { value: string; label: string }[]
  /** Said while nothing is chosen. */
  emptyLabel?: string
}

/** One of many: a native select with its label, hint and error. */
export function SelectField(props: SelectFieldProps) {
  const { name, id, label, hint, error, optionalText, options, emptyLabel, className, ...rest } = props
  const wiring = wireField({ name, id, hint, error })
  return (
    <FieldFrame label={label} hint={hint} error={error} optionalText={optionalText} wiring={wiring}>
      <select {...rest} {...wiring.control} className={classes(boxClass, 'h-12', className)}>
        {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}
