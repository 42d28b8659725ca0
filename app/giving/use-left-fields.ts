import { type FocusEvent, useEffect, useRef, useState } from 'react'

/** Which field's error a control belongs to. */
const errorFieldOf = (control: string) =>
  control === 'preset'
    ? 'amount'
    : control === 'nameConsent'
      ? 'name'
      : control.startsWith('percent:')
        ? 'target'
        : control

/**
 * The fields that a donor has been in and left: from then on their errors may show. An error moves what is below it, so
 * while a press is under way nothing is said: the press would otherwise miss what it was aimed at.
 */
export function useLeftFields() {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const pressed = useRef(false)
  const waiting = useRef<string[]>([])

  const leave = (...controls: string[]) => {
    const fields = controls.filter((c) => c !== '').map(errorFieldOf)
    if (fields.length > 0) setLeft((before) => new Set([...before, ...fields]))
  }
  useEffect(() => {
    const release = () => {
      pressed.current = false
      // After the click that follows.
      setTimeout(() => leave(...waiting.current.splice(0)))
    }
    window.addEventListener('mouseup', release)
    return () => window.removeEventListener('mouseup', release)
  })
  return {
    left,
    leave,
    /** Spread on the form. */
    listeners: {
      onMouseDown: () => {
        pressed.current = true
      },
      onBlur: (event: FocusEvent<HTMLFormElement>) => {
        const control = (event.target as unknown as HTMLInputElement).name ?? ''
        if (pressed.current) waiting.current.push(control)
        else leave(control)
      },
    },
  }
}
