import type { ReactNode } from 'react'
import { Icon } from './icon'

export interface FieldErrorProps {
  /** The field points here with aria-describedby: `${fieldId}-error`. */
  id: string
  children: ReactNode
}

/** What is wrong with one field and what to do, next to it. */
export function FieldError({ id, children }: FieldErrorProps) {
  return (
    <p id={id} role="alert" className="mt-2 flex items-start gap-2 font-semibold text-kapok-text">
      <Icon name="attention" className="mt-1 shrink-0" />
      <span>{children}</span>
    </p>
  )
}
