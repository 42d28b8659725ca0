import { formatCount } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Money } from '~/ui/money'
import type { Figure } from '../statement/figure'

/** ¥1,234.50, or 140 次. */
export function FigureValue({ figure, locale }: { figure: Figure; locale: Locale }) {
  if (figure.amountFen !== undefined) return <Money fen={figure.amountFen} />
  return (
    <span className="tabular whitespace-nowrap">
      {formatCount(figure.count ?? 0)} {figure.unit?.[locale]}
    </span>
  )
}
