import { classes } from './classes'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'normal' | 'large'

const base =
  'inline-flex items-center justify-center gap-2 rounded-paper border text-center font-semibold leading-tight no-underline transition-colors cursor-pointer disabled:cursor-not-allowed aria-disabled:cursor-progress'

const looks: Record<ButtonVariant, string> = {
  primary: 'border-kapok bg-kapok text-on-kapok hover:border-kapok-deep hover:bg-kapok-deep',
  secondary: 'border-edge bg-raised text-ink hover:border-ink hover:bg-sunk',
  quiet:
    'border-transparent text-sky-text underline underline-offset-4 decoration-1 hover:bg-sky-tint hover:decoration-2',
  danger: 'border-kapok bg-raised text-kapok-text hover:bg-kapok-tint',
}
const faded: Record<ButtonVariant, string> = {
  primary: 'disabled:border-edge disabled:bg-sunk disabled:text-soft',
  secondary: 'disabled:bg-sunk disabled:text-soft disabled:border-line',
  quiet: 'disabled:text-soft disabled:no-underline disabled:bg-transparent',
  danger: 'disabled:bg-sunk disabled:text-soft disabled:border-line',
}
const sizes: Record<ButtonSize, string> = {
  normal: 'min-h-11 px-4 py-2',
  large: 'min-h-14 px-6 py-3 text-lg',
}

export interface ButtonLook {
  variant?: ButtonVariant
  size?: ButtonSize
  /** As wide as its column: the one thing to do on a phone. */
  wide?: boolean
}

/** What a button and a link that looks like one have in common. */
export const buttonClass = ({ variant = 'primary', size = 'normal', wide }: ButtonLook, more?: string) =>
  classes(base, looks[variant], faded[variant], sizes[size], wide && 'w-full', more)
