import { bud, cup, flower, leaf, stamens } from './internal/kapok'

export interface KapokFlowerProps {
  x?: number
  y?: number
  scale?: number
  turn?: number
  kind?: 'open' | 'bud' | 'leaf'
}

/** One blossom, bud or leaf inside an SVG. */
export function KapokFlower({ x = 0, y = 0, scale = 1, turn = 0, kind = 'open' }: KapokFlowerProps) {
  const transform = `translate(${x} ${y}) rotate(${turn}) scale(${scale})`
  if (kind === 'leaf') return <path d={leaf} transform={transform} className="fill-banyan" />
  if (kind === 'bud') {
    return (
      <g transform={transform}>
        <path d={bud} className="fill-kapok" />
        <path d={cup} className="fill-wood" />
      </g>
    )
  }
  return (
    <g transform={transform}>
      <path d={flower} className="fill-kapok stroke-kapok-deep" strokeWidth={0.8} />
      <path d={stamens} className="stroke-amber-tint" strokeWidth={1.4} strokeLinecap="round" fill="none" />
      <circle r={3.2} className="fill-amber" />
    </g>
  )
}
