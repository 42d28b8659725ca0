import { KapokFlower } from './kapok-flower'

export interface KapokSprigProps {
  /** How many of its five places have bloomed. */
  flowers?: 0 | 1 | 2 | 3 | 4 | 5
  className?: string
}

const places = [
  { x: 206, y: 30, scale: 1.15, turn: 12 },
  { x: 128, y: 26, scale: 0.95, turn: -20 },
  { x: 160, y: 74, scale: 0.85, turn: 30 },
  { x: 64, y: 34, scale: 0.75, turn: 8 },
  { x: 240, y: 66, scale: 0.7, turn: -8 },
]

/** A drawn branch of kapok, for decoration. The branch takes the text colour. */
export function KapokSprig({ flowers = 5, className }: KapokSprigProps) {
  return (
    <svg viewBox="0 0 264 100" className={className} aria-hidden="true" fill="none">
      <g stroke="currentColor" strokeLinecap="round" strokeLinejoin="round">
        <path d="M2 88C34 82 58 72 92 66S150 58 176 46" strokeWidth={5} />
        <path d="M176 46C190 40 198 36 206 30M176 46C200 50 222 56 240 66" strokeWidth={3} />
        <path
          d="M92 66C104 52 116 40 128 26M120 62C134 64 148 68 160 74M52 76C56 62 60 48 64 34"
          strokeWidth={3}
        />
        <path d="M150 56l12-16M28 84l-6-14M222 57l14-8" strokeWidth={2} />
      </g>
      {places.map((place, i) =>
        i < flowers ? (
          <KapokFlower key={place.x} {...place} />
        ) : (
          <circle key={place.x} cx={place.x} cy={place.y} r={3.5} fill="currentColor" />
        ),
      )}
    </svg>
  )
}
