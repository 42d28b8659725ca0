import type { ReactNode } from 'react'
import { FieldError } from './field-error'
import type { FieldProps, FieldWiring } from './field-wiring'

interface FieldFrameProps extends Pick<FieldProps, 'label' | 'hint' | 'error' | 'optionalText'> {
  wiring: FieldWiring
  children: ReactNode
}

/** Label, hint, control, error: the same order and distances for every field. */
export function FieldFrame({ label, hint, error, optionalText, wiring, children }: FieldFrameProps) {
  return (
    <div>
      <label htmlFor={wiring.id} className="block font-semibold">
        {label}
        {optionalText && <span className="ms-2 text-sm font-normal text-soft">{optionalText}</span>}
      </label>
      {hint && (
        <p id={wiring.hintId} className="text-sm text-soft">
          {hint}
        </p>
      )}
      <div className="mt-1.5">{children}</div>
      {error && <FieldError id={wiring.errorId!}>{error}</FieldError>}
    </div>
  )
}
