import { type ReactNode, useId } from 'react'
import { type Fen, yuanText } from '~/money/fen'
import { deepPanes, lead, lightPanes, windowHeight, windowWidth } from './internal/lattice-paths'
import type { LatticeScale } from './lattice-scale'

export interface LatticeWindowProps {
  /** What is measured: names the meter. */
  label: string
  confirmedFen: Fen
  scale: LatticeScale
  /** What it says to a screen reader, all of it. */
  said: string
  className?: string
  /** Coloured panes, drawn on what has arrived. */
  glass?: ReactNode
}

const moved = (to: number) => ({ transform: `translateX(${to}%)` })

/**
 * The Lingnan window itself: panes fill from the left, banyan for money that arrived, hatched amber for money on its
 * way. Changes of value glide (not under reduced motion).
 */
export function LatticeWindow({ label, confirmedFen, scale, said, className, glass }: LatticeWindowProps) {
  const hatchId = `h${useId().replaceAll(':', '')}`
  const { goalAt, confirmedAt, pendingAt, topFen } = scale
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native meter cannot be drawn on; this one holds the window
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Number(yuanText(topFen))}
      aria-valuenow={Number(yuanText(confirmedFen < 0n ? 0n : confirmedFen))}
      aria-valuetext={said}
      className="keeps-colours relative mt-2 border-3 border-lead bg-glass"
    >
      <svg
        viewBox={`0 0 ${windowWidth} ${windowHeight}`}
        preserveAspectRatio="none"
        className={className}
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
        {glass}
        <rect
          width={windowWidth}
          height={windowHeight}
          fill={`url(#${hatchId})`}
          className="pane-slide"
          style={moved(confirmedAt)}
        />
        <rect
          width={windowWidth}
          height={windowHeight}
          className="pane-slide fill-glass"
          style={moved(confirmedAt + pendingAt)}
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
      {goalAt !== undefined && goalAt < 100 && (
        <span className="goal-mark" style={{ insetInlineStart: `${goalAt}%` }} />
      )}
    </div>
  )
}
