import { Link, type LinkProps } from '@remix-run/react'
import { type ButtonLook, buttonClass } from './button-look'

export interface LinkButtonProps extends ButtonLook, LinkProps {}

/** A link (it goes somewhere) that looks like a button. `to` already carries the language. */
export function LinkButton({ variant, size, wide, className, ...rest }: LinkButtonProps) {
  return <Link {...rest} className={buttonClass({ variant, size, wide }, className)} />
}
