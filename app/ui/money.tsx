import { type Fen, formatFen, yuanText } from '~/money/fen'
import { classes } from './classes'

export type MoneySize = 'text' | 'large' | 'display'

export interface MoneyProps {
  /** Whole fen, as bigint or as the decimal string the API sends. */
  fen: Fen | string
  size?: MoneySize
  className?: string
}

const sizes: Record<MoneySize, string> = {
  text: '',
  large: 'text-2xl font-semibold leading-tight',
  // As large as its container (or the screen) lets eleven figures be.
  display: 'text-[clamp(1.728rem,12cqi,2.986rem)] font-bold leading-tight',
}

/** ¥1,234.50 in tabular figures that never break over a line. */
export function Money({ fen, size = 'text', className }: MoneyProps) {
  const whole = BigInt(fen)
  return (
    <data value={yuanText(whole)} className={classes('tabular whitespace-nowrap', sizes[size], className)}>
      {formatFen(whole)}
    </data>
  )
}
