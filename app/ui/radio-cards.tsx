import type { ChangeEventHandler, ReactNode } from 'react'
import { classes } from './classes'
import { FieldError } from './field-error'
import { type FieldProps, wireField } from './field-wiring'

export interface RadioCardOption {
  value: string
  label: ReactNode
  /** A second, quieter line. */
  detail?: ReactNode
  disabled?: boolean
}

export interface RadioCardsProps extends Omit<FieldProps, 'label'> {
  legend: ReactNode
  /** The heading above already says it: the legend is only spoken. */
  legendHidden?: boolean
  options: readonly RadioCardOption[]
  /** Cards side by side on a phone (wider screens fit more where `columns` allows). */
  columns?: 1 | 2 | 3 | 4
  /** `list`: rows of one frame instead of cards of their own, for a longer choice. One column. */
  look?: 'cards' | 'list'
  defaultValue?: string
  value?: string
  required?: boolean
  onChange?: ChangeEventHandler<HTMLInputElement>
}

const grids = { 1: '', 2: 'grid-cols-2', 3: 'grid-cols-3', 4: 'grid-cols-2 sm:grid-cols-4' }

/** A fieldset of native radios drawn as cards. The first card carries the field's id, so that errors can link to it. */
export function RadioCards(props: RadioCardsProps) {
  const {
    legend,
    legendHidden,
    options,
    columns = 1,
    look = 'cards',
    defaultValue,
    value,
    required,
    onChange,
  } = props
  const wiring = wireField(props)
  return (
    <fieldset aria-describedby={wiring.control['aria-describedby']} className="min-w-0">
      <legend className={legendHidden ? 'sr-only' : 'font-semibold'}>
        {legend}
        {props.optionalText && (
          <span className="ms-2 text-sm font-normal text-soft">{props.optionalText}</span>
        )}
      </legend>
      {props.hint && (
        <p id={wiring.hintId} className="text-sm text-soft">
          {props.hint}
        </p>
      )}
      <div
        className={classes('mt-1.5', look === 'list' ? 'radio-list' : classes('grid gap-2', grids[columns]))}
      >
        {options.map((option, i) => (
          <label key={option.value} className={classes('radio-card', columns > 1 && 'radio-card-centred')}>
            <input
              type="radio"
              id={i === 0 ? wiring.id : `${wiring.id}-${option.value}`}
              name={wiring.control.name}
              value={option.value}
              required={required}
              disabled={option.disabled}
              aria-invalid={wiring.control['aria-invalid']}
              {...(value === undefined
                ? { defaultChecked: option.value === defaultValue, onChange }
                : { checked: option.value === value, onChange: onChange ?? (() => {}) })}
              className={columns > 1 ? 'sr-only' : 'mt-1 size-5 shrink-0 accent-kapok'}
            />
            <span className="min-w-0">
              <span className="block font-semibold">{option.label}</span>
              {option.detail && <span className="radio-detail block text-sm text-soft">{option.detail}</span>}
            </span>
          </label>
        ))}
      </div>
      {props.error && <FieldError id={wiring.errorId!}>{props.error}</FieldError>}
    </fieldset>
  )
}
