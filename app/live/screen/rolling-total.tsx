import { type CSSProperties, useState } from 'react'
import { type Fen, formatFen, yuanText } from '~/money/fen'
import { placesOf, smallSize, widthInEm } from './figures'

/** A sum in figures a hand high. When it moves, each changed figure slides: up for more, down for less. */
export function RollingTotal({ fen }: { fen: Fen }) {
  const [roll, setRoll] = useState({ from: fen, to: fen, turn: 0 })
  if (roll.to !== fen) setRoll({ from: roll.to, to: fen, turn: roll.turn + 1 })
  const places = placesOf(roll.from, roll.to)
  const size = { '--em': widthInEm(places).toFixed(2), '--small': smallSize } as CSSProperties
  return (
    <data
      value={yuanText(fen)}
      className="rolling-total tabular"
      style={size}
      data-falls={roll.to < roll.from || undefined}
    >
      <span className="sr-only">{formatFen(fen)}</span>
      <span aria-hidden="true">
        {places.map(({ fromRight, char, before, small }) => (
          <span key={fromRight} className="place" data-small={small || undefined}>
            {before === char ? (
              char
            ) : (
              <span key={roll.turn} style={{ '--from-right': fromRight } as CSSProperties}>
                <span className="place-out">{before}</span>
                <span className="place-in">{char}</span>
              </span>
            )}
          </span>
        ))}
      </span>
    </data>
  )
}
