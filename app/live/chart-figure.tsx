import { type ReactNode, useEffect, useRef } from 'react'
import { Disclosure } from '~/ui/disclosure'
import type { ChartSpec } from './chart-spec'
import type { DrawnChart } from './draw-chart'

export interface ChartFigureProps {
  /** Says in a sentence what is to be seen. */
  label: string
  spec: ChartSpec
  /** Opens the table. */
  summary: string
  /** The same figures as a table: for screen readers, and before and without scripts. */
  children: ReactNode
}

/**
 * A chart with its table behind it. The library arrives after the page stands; until then, and without scripts, there is
 * the table alone.
 */
export function ChartFigure({ label, spec, summary, children }: ChartFigureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawn = useRef<DrawnChart | null>(null)
  const newest = useRef(spec)
  newest.current = spec
  useEffect(() => {
    let left = false
    void import('./draw-chart').then(({ drawChart }) => {
      if (!left && canvas.current) drawn.current = drawChart(canvas.current, newest.current)
    })
    return () => {
      left = true
      drawn.current?.destroy()
      drawn.current = null
    }
  }, [])
  useEffect(() => drawn.current?.update(spec), [spec])
  const rows = spec.sideways ? spec.labels.length : 0
  return (
    <figure className="min-w-0">
      <div className="chart-box" style={rows ? { height: `${rows * 50 + 40}px` } : undefined}>
        <canvas ref={canvas} role="img" aria-label={label} />
      </div>
      <Disclosure summary={summary}>{children}</Disclosure>
    </figure>
  )
}
