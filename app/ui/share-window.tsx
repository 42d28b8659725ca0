import type { ReactNode } from 'react'
import { type Fen, formatFen } from '~/money/fen'
import { classes } from './classes'
import { Money } from './money'

export interface Share {
  id: string
  label: ReactNode
  amountFen: Fen | string
  /** A quieter line under the label. */
  detail?: ReactNode
}

export interface ShareWindowProps {
  /** Names the picture, for example "善款去向". */
  label: string
  shares: readonly Share[]
  /** Stands before the sum, for example "合计"; without it no sum is shown. */
  totalLabel?: string
  /** A lower window and one line for each share: inside a form. */
  compact?: boolean
}

const glass = ['bg-banyan', 'bg-sky', 'bg-amber', 'bg-kapok', 'bg-edge', 'bg-soft']

/** Tenths of a percent, rounded to nearest: 1234n of 10000n → "12.3%". */
function percentText(part: Fen, whole: Fen): string {
  if (whole <= 0n) return '0%'
  const tenths = (part * 1000n * 2n + whole) / (whole * 2n)
  return `${tenths / 10n}.${tenths % 10n}%`
}

/** How a sum is shared, as panes of one window with the list beneath: number, name, amount, part. */
export function ShareWindow({ label, shares, totalLabel, compact }: ShareWindowProps) {
  const amounts = shares.map((share) => BigInt(share.amountFen))
  const total = amounts.reduce((sum, fen) => sum + fen, 0n)
  const weight = (fen: Fen) => (total > 0n && fen > 0n ? Number((fen * 10_000n) / total) : 0)
  const part = (i: number) => (
    <span className={classes('tabular text-sm text-soft', !compact && 'block')}>
      {percentText(amounts[i]!, total)}
    </span>
  )
  return (
    <figure aria-label={label}>
      <div
        aria-hidden="true"
        className={classes('share-window keeps-colours', compact && 'share-window-low')}
      >
        {shares.map((share, i) => {
          const width = weight(amounts[i]!)
          return (
            width > 0 && (
              <div
                key={share.id}
                className={`share-pane ${glass[i % glass.length]}`}
                style={{ flexGrow: width }}
              >
                {width > 700 && <span>{i + 1}</span>}
              </div>
            )
          )
        })}
      </div>
      <ol className="mt-2 divide-y divide-line">
        {shares.map((share, i) => (
          <li key={share.id} className={classes('flex items-baseline gap-3', compact ? 'py-1.5' : 'py-2')}>
            <span aria-hidden="true" className={`share-swatch keeps-colours ${glass[i % glass.length]}`}>
              <span>{i + 1}</span>
            </span>
            <span className="min-w-0 flex-1">
              {share.label}
              {share.detail && <span className="block text-sm text-soft">{share.detail}</span>}
            </span>
            <span
              className={classes(
                'text-end',
                compact && 'flex flex-wrap-reverse items-baseline justify-end gap-x-3',
              )}
            >
              {compact && part(i)}
              <Money fen={amounts[i]!} className="font-semibold" />
              {!compact && part(i)}
            </span>
          </li>
        ))}
      </ol>
      {totalLabel && (
        <p className="flex justify-between border-t-2 border-ink pt-2 font-bold">
          <span>{totalLabel}</span>
          <span className="tabular">{formatFen(total)}</span>
        </p>
      )}
    </figure>
  )
}
