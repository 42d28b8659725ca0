import type { ReactNode } from 'react'

export interface FormSectionProps {
  title: ReactNode
  /** A numbered step; without it the section is an unnumbered group. */
  step?: number
  hint?: ReactNode
  id?: string
  children: ReactNode
}

/** A group of fields under one heading: a native fieldset whose legend is the step. */
export function FormSection({ title, step, hint, id, children }: FormSectionProps) {
  const hintId = hint && id ? `${id}-hint` : undefined
  return (
    <fieldset id={id} aria-describedby={hintId} className="min-w-0 border-t border-line pt-5 pb-2">
      <legend className="contents">
        <span className="flex items-baseline gap-3 font-serif text-xl leading-tight font-bold">
          {step !== undefined && (
            <span className="tabular flex size-7 shrink-0 items-center justify-center self-center border border-kapok text-base text-kapok-text">
              {step}
            </span>
          )}
          <span>{title}</span>
        </span>
      </legend>
      {hint && (
        <p id={hintId} className="mt-1 text-sm text-soft">
          {hint}
        </p>
      )}
      <div className="mt-4 space-y-5">{children}</div>
    </fieldset>
  )
}
