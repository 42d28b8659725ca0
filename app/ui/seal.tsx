import { useId } from 'react'
import { classes } from './classes'
import { carveSeal } from './seal-stone'

export interface SealProps {
  /** Seeds the carving; its characters stand on the seal unless `characters` says otherwise. */
  name: string
  /** One to four characters. */
  characters?: string
  /** `empty`: the frame that waits for the stamp. */
  state?: 'pressed' | 'empty'
  /** Play the press once, when the seal has just been earned (still under reduced motion). */
  animate?: boolean
  /** Side in pixels. */
  size?: number
  /** What it says to a screen reader, for example "到账". Without it the seal is decoration. */
  title?: string
  cut?: 'white' | 'red'
  /** Stand straight, as a logo does; a pressed seal is tilted by a hand. */
  straight?: boolean
  className?: string
}

/** A cinnabar seal carved from a name: the mark of a finished thing. */
export function Seal(props: SealProps) {
  const { name, characters, state = 'pressed', animate, size = 64, title, cut, straight, className } = props
  const maskId = `s${useId().replaceAll(':', '')}`
  const stone = carveSeal(name, characters ? [...characters] : undefined, cut)
  const box = {
    viewBox: '0 0 100 100',
    width: size,
    height: size,
    role: title ? 'img' : undefined,
    'aria-label': title,
    'aria-hidden': title ? undefined : true,
  } as const
  if (state === 'empty') {
    return (
      // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label or hidden, in `box`
      <svg {...box} className={classes('shrink-0 text-edge', className)} fill="none" stroke="currentColor">
        <path d={stone.outline} strokeWidth={2} strokeDasharray="7 4" />
        <path d={stone.inner} strokeWidth={1} opacity={0.6} />
      </svg>
    )
  }
  const text = stone.characters.map((c) => (
    <text
      key={`${c.x} ${c.y}`}
      transform={`translate(${c.x} ${c.y}) scale(${c.scaleX} ${c.scaleY})`}
      textAnchor="middle"
      dy=".36em"
    >
      {c.text}
    </text>
  ))
  const white = stone.cut === 'white'
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label or hidden, in `box`
    <svg
      {...box}
      className={classes('seal keeps-colours shrink-0 text-kapok', animate && 'animate-press', className)}
    >
      <mask id={maskId}>
        <path d={white ? stone.outline : `${stone.outline}${stone.inner}`} fill="#fff" fillRule="evenodd" />
        <g fill={white ? '#000' : '#fff'}>{text}</g>
        <path d={stone.wear} fill="#000" />
      </mask>
      <rect
        width="100"
        height="100"
        fill="currentColor"
        mask={`url(#${maskId})`}
        transform={straight ? undefined : `rotate(${stone.tilt} 50 50)`}
      />
    </svg>
  )
}
