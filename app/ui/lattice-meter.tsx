import type { ReactNode } from 'react'
import { type Fen, formatFen, formatRoundFen, yuanText } from '~/money/fen'
import { latticeScale } from './lattice-scale'
import { LatticeWindow } from './lattice-window'
import { Money } from './money'

export interface LatticeMeterProps {
  /** What is measured: names the meter, for example "第十一届善款". */
  label: string
  /** Whole fen, bigint or decimal string. */
  confirmedFen: Fen | string
  pendingFen?: Fen | string
  goalFen?: Fen | string | null
  texts: {
    /** "已到账" */
    confirmed: string
    /** "等待到账" */
    pending: string
    /** "目标" */
    goal: string
    /** "目标的 63.4%" from "63.4%". */
    ofGoal?: (percent: string) => string
  }
  /** More facts under the window, for example the number of gifts. */
  children?: ReactNode
}

/**
 * The thermometer as a Lingnan window: panes fill from the left, banyan for money that arrived, hatched amber
 * for money on its way, with the goal as the scale. Changes of value glide (not under reduced motion).
 */
export function LatticeMeter({ label, texts, children, ...amounts }: LatticeMeterProps) {
  const confirmed = BigInt(amounts.confirmedFen)
  const pending = BigInt(amounts.pendingFen ?? 0n)
  const goal = amounts.goalFen == null ? undefined : BigInt(amounts.goalFen)
  const scale = latticeScale(confirmed, pending, goal)
  const reached = scale.ofGoal && texts.ofGoal?.(scale.ofGoal)
  const past = scale.goalAt !== undefined && scale.goalAt < 100
  const said = [
    `${texts.confirmed} ${formatFen(confirmed)}`,
    pending > 0n && `${texts.pending} ${formatFen(pending)}`,
    goal !== undefined && `${texts.goal} ${formatFen(goal)}`,
    reached,
  ]
  return (
    <div className="@container">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-semibold text-banyan-text">{texts.confirmed}</span>
        <Money fen={confirmed} size="display" />
      </p>
      <LatticeWindow
        label={label}
        confirmedFen={confirmed}
        scale={scale}
        said={said.filter(Boolean).join(', ')}
        className="block h-24 w-full overflow-hidden sm:h-28"
      />
      {/* Without a goal the window's end is only the next round sum: written down, it would be taken for one. */}
      {goal !== undefined && (
        <div aria-hidden="true" className="tabular relative flex h-6 justify-between text-sm text-soft">
          <span>¥0</span>
          {past && scale.goalAt! > 25 && scale.goalAt! < 75 ? (
            <span
              className="absolute -translate-x-1/2 font-semibold text-kapok-text"
              style={{ insetInlineStart: `${scale.goalAt}%` }}
            >
              {texts.goal}
            </span>
          ) : null}
          <span>{formatRoundFen(scale.topFen)}</span>
        </div>
      )}
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 sm:gap-x-6">
        {pending > 0n && (
          <li className="flex items-center gap-2">
            <span aria-hidden="true" className="swatch-pending keeps-colours" />
            <span className="text-amber-text">{texts.pending}</span> <Money fen={pending} />
          </li>
        )}
        {goal !== undefined && (
          <li className="flex items-center gap-2">
            {past && <span aria-hidden="true" className="swatch-goal" />}
            <span className="text-soft">{texts.goal}</span>{' '}
            <data value={yuanText(goal)} className="tabular">
              {formatRoundFen(goal)}
            </data>
          </li>
        )}
        {reached && <li className="tabular text-soft">{reached}</li>}
        {children}
      </ul>
    </div>
  )
}
