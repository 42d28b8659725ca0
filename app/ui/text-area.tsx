import { type ChangeEvent, type TextareaHTMLAttributes, useEffect, useState } from 'react'
import { classes } from './classes'
import { FieldFrame } from './field-frame'
import { boxClass, type FieldProps, wireField } from './field-wiring'

export interface TextAreaProps
  extends FieldProps,
    Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof FieldProps | 'maxLength'> {
  /** In characters as people count them (code points). Not cut off while typing: nothing typed gets lost. */
  maxLength?: number
  /** How many characters are left, negative when over: shown once scripts run. */
  remainingText?: (left: number) => string
}

const count = (text: string) => [...text].length

/** Several lines of text, with what is left when `maxLength` and `remainingText` are given. */
export function TextArea(props: TextAreaProps) {
  const {
    name,
    id,
    label,
    hint,
    error,
    optionalText,
    maxLength,
    remainingText,
    className,
    onChange,
    ...rest
  } = props
  const wiring = wireField({ name, id, hint, error })
  // Nothing before hydration: a count that does not move would be wrong after the first letter.
  const [length, setLength] = useState<number>()
  useEffect(() => {
    const typed = document.getElementById(wiring.id)
    if (typed instanceof HTMLTextAreaElement) setLength(count(typed.value))
  }, [wiring.id])
  function change(event: ChangeEvent<HTMLTextAreaElement>) {
    setLength(count(event.target.value))
    onChange?.(event)
  }
  const left = maxLength !== undefined && length !== undefined ? maxLength - length : undefined
  return (
    <FieldFrame label={label} hint={hint} error={error} optionalText={optionalText} wiring={wiring}>
      <textarea
        rows={3}
        {...rest}
        {...wiring.control}
        onChange={change}
        className={classes(boxClass, 'min-h-24 py-2', className)}
      />
      {maxLength !== undefined && remainingText && (
        <p
          className={classes(
            'tabular mt-1 min-h-6 text-end text-sm',
            left !== undefined && left < 0 ? 'font-semibold text-kapok-text' : 'text-soft',
          )}
        >
          {left !== undefined && remainingText(left)}
        </p>
      )}
    </FieldFrame>
  )
}
