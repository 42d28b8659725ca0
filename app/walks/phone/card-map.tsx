import { gatePaths, mapFrame } from '../map-frame'
import type { WalkPlan } from '../walk-plan'

interface Props {
  plan: WalkPlan
  done: ReadonlySet<string>
  last: string | null
  next: string | null
  title: string
  here: string
}

const letters = 34

/** The organiser's own map: trails, places numbered in their order, the way that is still to go to the next one. */
export function CardMap({ plan, done, last, next, title, here }: Props) {
  const frame = mapFrame(plan.trails, plan.places)
  if (!frame) return null
  const { left, top, width, height } = frame
  const from = plan.places.find(({ key }) => key === last)
  const to = plan.places.find(({ key }) => key === next)
  const checkpoints = plan.places.filter(({ kind }) => kind === 'checkpoint')
  return (
    <svg className="card-map" viewBox={`${left} ${top} ${width} ${height}`} role="img" aria-label={title}>
      {plan.trails.map((trail) => (
        <polyline
          key={trail.join()}
          className="card-map-trail"
          points={trail.map((p) => p.join()).join(' ')}
        />
      ))}
      {from && to && from !== to && (
        <line className="card-map-way" x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      )}
      {plan.places.map(({ key, kind, x, y }) => (
        <g
          key={key}
          transform={`translate(${x} ${y})`}
          className={done.has(key) ? 'card-map-done' : 'card-map-open'}
        >
          {kind === 'checkpoint' ? (
            <>
              <rect x={-24} y={-24} width={48} height={48} rx={4} />
              <text dy=".36em" fontSize={letters} textAnchor="middle">
                {checkpoints.findIndex((one) => one.key === key) + 1}
              </text>
            </>
          ) : (
            <path d={gatePaths[kind]} />
          )}
        </g>
      ))}
      {to && (
        <g className="card-map-next" transform={`translate(${to.x} ${to.y})`}>
          <circle r={42} />
          <text y={to.y - top < 130 ? 82 : -54} fontSize={letters} textAnchor="middle">
            {here}
          </text>
        </g>
      )}
    </svg>
  )
}
