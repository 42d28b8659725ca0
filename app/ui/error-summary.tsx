import { useEffect, useRef } from 'react'
import { Icon } from './icon'

export interface ErrorSummaryProps {
  /** For example "还有 2 处要改". */
  title: string
  /** In the order of the form. `fieldId` is the field's id (its name unless given); none = about the whole form. */
  errors: readonly { fieldId?: string; message: string }[]
  /** Takes the focus when it appears or its errors change, so that it is read out. Default true. */
  takeFocus?: boolean
}

/** Everything wrong with a sent form, above it; each line leads to its field. Draws nothing without errors. */
export function ErrorSummary({ title, errors, takeFocus = true }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null)
  const shown = errors.map((e) => e.message).join('\n')
  useEffect(() => {
    if (takeFocus && shown) box.current?.focus()
  }, [takeFocus, shown])
  if (errors.length === 0) return null
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="rounded-paper border-2 border-kapok bg-kapok-tint px-4 py-3 text-ink"
    >
      <p className="flex items-center gap-2 font-bold text-kapok-text">
        <Icon name="attention" />
        {title}
      </p>
      <ul className="mt-1 space-y-1 ps-7">
        {errors.map((error) => (
          <li key={`${error.fieldId}:${error.message}`}>
            {error.fieldId ? (
              <a
                href={`#${error.fieldId}`}
                className="inline-block py-1 text-kapok-text underline underline-offset-4"
              >
                {error.message}
              </a>
            ) : (
              error.message
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
