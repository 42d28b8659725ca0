import type { InputHTMLAttributes } from 'react'
import { classes } from './classes'
import { FieldFrame } from './field-frame'
import { boxClass, type FieldProps, wireField } from './field-wiring'

export type AmountFieldProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldProps | 'type'>

/** Yuan, as big as the column allows. Text with a decimal keypad: `type="number"` would swallow what it cannot read. */
export function AmountField({
  name,
  id,
  label,
  hint,
  error,
  optionalText,
  className,
  ...rest
}: AmountFieldProps) {
  const wiring = wireField({ name, id, hint, error })
  return (
    <FieldFrame label={label} hint={hint} error={error} optionalText={optionalText} wiring={wiring}>
      <div className="relative">
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 start-4 flex items-center text-4xl text-soft"
        >
          ¥
        </span>
        <input
          inputMode="decimal"
          // Not "off": that would also keep the browser from filling it in again on the way back.
          autoComplete="transaction-amount"
          enterKeyHint="next"
          {...rest}
          {...wiring.control}
          type="text"
          className={classes(boxClass, 'tabular h-20 ps-14 text-5xl font-semibold', className)}
        />
      </div>
    </FieldFrame>
  )
}
