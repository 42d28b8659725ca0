import type { WalkPlan } from '../walk-plan'

interface Props {
  plan: WalkPlan
  done: ReadonlySet<string>
  last: string | null
  next: string | null
  title: string
  here: string
}

const margin = 70
const letters = 34

/** The organiser's own map: trails, places numbered in their order, the way that is still to go to the next one. */
export function CardMap({ plan, done, last, next, title, here }: Props) {
  const points = [...plan.trails.flat(), ...plan.places.map(({ x, y }): [number, number] => [x, y])]
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin]
  const [width, height] = [Math.max(...xs) + margin - left, Math.max(...ys) + margin - top]
  const from = plan.places.find(({ key }) => key === last)
  const to = plan.places.find(({ key }) => key === next)
  const checkpoints = plan.places.filter(({ kind }) => kind === 'checkpoint')
  if (points.length === 0) return null
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
            <path d={kind === 'start' ? 'M-20 -22L22 0L-20 22Z' : 'M-20 -22H20V22H-20ZM-20 0H20M0 -22V22'} />
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
