import type { ReactNode } from 'react'

/** What every field takes besides the attributes of its native element. */
export interface FieldProps {
  name: string
  label: ReactNode
  /** How to fill it in; stays visible while typing. */
  hint?: ReactNode
  /** What is wrong and what to do. */
  error?: string
  /** Stands behind the label of a field that may stay empty, for example "选填". */
  optionalText?: string
  /** Defaults to `name`: give one when two forms on a page share a name. */
  id?: string
}

export interface FieldWiring {
  id: string
  hintId: string | undefined
  errorId: string | undefined
  /** Spread on the control. */
  control: {
    id: string
    name: string
    'aria-describedby': string | undefined
    'aria-invalid': true | undefined
  }
}

/** Ids that tie a control to its hint and error: `amount`, `amount-hint`, `amount-error`. */
export function wireField({
  name,
  id = name,
  hint,
  error,
}: Pick<FieldProps, 'name' | 'id' | 'hint' | 'error'>): FieldWiring {
  const hintId = hint ? `${id}-hint` : undefined
  const errorId = error ? `${id}-error` : undefined
  const described = [hintId, errorId].filter(Boolean).join(' ')
  return {
    id,
    hintId,
    errorId,
    control: {
      id,
      name,
      'aria-describedby': described || undefined,
      'aria-invalid': error ? true : undefined,
    },
  }
}

/** The look of a box one types in. */
export const boxClass =
  'block w-full rounded-paper border border-edge bg-raised px-3 text-ink placeholder:text-soft hover:border-ink focus:border-ink aria-invalid:border-2 aria-invalid:border-kapok disabled:bg-sunk disabled:text-soft'
