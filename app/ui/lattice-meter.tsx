import { type ReactNode, useId } from 'react'
import { type Fen, formatFen, yuanText } from '~/money/fen'
import { classes } from './classes'
import { deepPanes, lead, lightPanes, windowHeight, windowWidth } from './internal/lattice-paths'
import { latticeScale } from './lattice-scale'
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
  /** `screen`: for the venue's big screen. */
  size?: 'normal' | 'screen'
  /** More facts under the window, for example the number of gifts. */
  children?: ReactNode
}

const short = (fen: Fen) => formatFen(fen).replace(/\.00$/, '')

/**
 * The thermometer as a Lingnan window: panes fill from the left, banyan for money that arrived, hatched amber
 * for money on its way, with the goal as the scale. Changes of value glide (not under reduced motion).
 */
export function LatticeMeter({ label, texts, size = 'normal', children, ...amounts }: LatticeMeterProps) {
  const confirmed = BigInt(amounts.confirmedFen)
  const pending = BigInt(amounts.pendingFen ?? 0n)
  const goal = amounts.goalFen == null ? undefined : BigInt(amounts.goalFen)
  const hatchId = `h${useId().replaceAll(':', '')}`
  const scale = latticeScale(confirmed, pending, goal)
  const reached = scale.ofGoal && texts.ofGoal?.(scale.ofGoal)
  const past = scale.goalAt !== undefined && scale.goalAt < 100
  const said = [
    `${texts.confirmed} ${formatFen(confirmed)}`,
    pending > 0n && `${texts.pending} ${formatFen(pending)}`,
    goal !== undefined && `${texts.goal} ${formatFen(goal)}`,
    reached,
  ]
  const moved = (to: number) => ({ transform: `translateX(${to}%)` })
  return (
    <div className={classes('@container', size === 'screen' && 'text-xl')}>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-semibold text-banyan-text">{texts.confirmed}</span>
        <Money fen={confirmed} size={size === 'screen' ? 'screen' : 'display'} />
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a native meter cannot be drawn on; this one holds the window */}
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Number(yuanText(scale.topFen))}
        aria-valuenow={Number(yuanText(confirmed < 0n ? 0n : confirmed))}
        aria-valuetext={said.filter(Boolean).join(', ')}
        className="keeps-colours relative mt-2 border-3 border-lead bg-glass"
      >
        <svg
          viewBox={`0 0 ${windowWidth} ${windowHeight}`}
          preserveAspectRatio="none"
          className={classes('block w-full overflow-hidden', size === 'screen' ? 'h-[22vh]' : 'h-24 sm:h-28')}
          aria-hidden="true"
        >
          <pattern
            id={hatchId}
            width="7"
            height="7"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="7" height="7" className="fill-amber-tint" />
            <rect width="3" height="7" className="fill-amber" />
          </pattern>
          <rect width={windowWidth} height={windowHeight} className="fill-banyan" />
          <rect
            width={windowWidth}
            height={windowHeight}
            fill={`url(#${hatchId})`}
            className="pane-slide"
            style={moved(scale.confirmedAt)}
          />
          <rect
            width={windowWidth}
            height={windowHeight}
            className="pane-slide fill-glass"
            style={moved(scale.confirmedAt + scale.pendingAt)}
          />
          <path d={deepPanes} fill="#000" opacity={0.13} />
          <path d={lightPanes} fill="#fff" opacity={0.2} />
          <path
            d={lead}
            fill="none"
            className="stroke-lead"
            strokeWidth={1.6}
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        {past && <span className="goal-mark" style={{ insetInlineStart: `${scale.goalAt}%` }} />}
      </div>
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
          <span>{short(scale.topFen)}</span>
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
              {short(goal)}
            </data>
          </li>
        )}
        {reached && <li className="tabular text-soft">{reached}</li>}
        {children}
      </ul>
    </div>
  )
}
