import { gatePaths, mapFrame } from './map-frame'
import type { PlaceInput } from './walk-input'

export interface MapPlace {
  key: string
  kind: PlaceInput['kind']
  x: number
  y: number
}

export interface TrailMapProps {
  /** Polylines in thousandths of the map's width. */
  trails: readonly (readonly (readonly [number, number])[])[]
  /** In the organiser's order: checkpoints are numbered by it. */
  places: readonly MapPlace[]
  /** What the map shows, for whoever hears the page. */
  title: string
  /** Stands out: the place that is being moved. */
  chosen?: string
  /** The whole square with a grid, to place things on. Without it the map is as large as what is drawn. */
  whole?: boolean
  className?: string
}

const side = 1_000

/**
 * The organiser's own map: trails, numbered checkpoints as seals, the gates. It needs no tiles from anywhere. The walker's phone has its own
 * (phone/card-map.tsx), which knows where they are.
 */
export function TrailMap({ trails, places, title, chosen, whole = false, className }: TrailMapProps) {
  const frame = whole ? { left: 0, top: 0, width: side, height: side } : mapFrame(trails, places)
  if (!frame) return null
  const { left, top, width, height } = frame
  const checkpoints = places.filter(({ kind }) => kind === 'checkpoint')
  const lines = Array.from({ length: 9 }, (_, n) => (n + 1) * 100)
  return (
    <svg viewBox={`${left} ${top} ${width} ${height}`} role="img" aria-label={title} className={className}>
      {whole && (
        <path
          className="fill-none stroke-line"
          strokeWidth={2}
          d={lines.map((at) => `M${at} 0V${side}M0 ${at}H${side}`).join('')}
        />
      )}
      {trails.map((trail) => (
        <polyline
          key={trail.join(' ')}
          className="fill-none stroke-banyan"
          strokeWidth={14}
          strokeLinejoin="round"
          strokeLinecap="round"
          points={trail.map(([x, y]) => `${x},${y}`).join(' ')}
        />
      ))}
      {places.map(({ key, kind, x, y }) => (
        <g key={key} transform={`translate(${x} ${y})`}>
          {key === chosen && <circle className="fill-none stroke-sky" strokeWidth={8} r={46} />}
          {kind === 'checkpoint' ? (
            <>
              <rect
                className="fill-kapok stroke-raised"
                strokeWidth={4}
                x={-26}
                y={-26}
                width={52}
                height={52}
                rx={5}
              />
              <text className="fill-raised font-bold" dy=".36em" fontSize={36} textAnchor="middle">
                {checkpoints.findIndex((one) => one.key === key) + 1}
              </text>
            </>
          ) : (
            <path className="fill-raised stroke-ink" strokeWidth={5} d={gatePaths[kind]} />
          )}
        </g>
      ))}
    </svg>
  )
}
