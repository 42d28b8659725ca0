import type { ButtonHTMLAttributes, MouseEvent } from 'react'
import { type ButtonLook, buttonClass } from './button-look'

export interface ButtonProps extends ButtonLook, ButtonHTMLAttributes<HTMLButtonElement> {
  /** Its work is under way: it keeps its focus and width, says so, and takes no second press. */
  pending?: boolean
  /** What it says while pending, for example "正在前往支付…"; without it the label stays. */
  pendingLabel?: string
}

/** A native button. `type` is "submit" unless given, as in HTML. */
export function Button({
  variant,
  size,
  wide,
  pending = false,
  pendingLabel,
  className,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  function press(event: MouseEvent<HTMLButtonElement>) {
    if (pending) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <button
      {...rest}
      className={buttonClass({ variant, size, wide }, className)}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={press}
    >
      {pending && <span className="working" aria-hidden="true" />}
      {pending && pendingLabel ? pendingLabel : children}
    </button>
  )
}
