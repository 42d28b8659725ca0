import { seeded } from './internal/seeded'

/** Where one character stands on the stone (100 × 100) and how far it is stretched from a square of 40. */
export interface SealCharacter {
  text: string
  x: number
  y: number
  scaleX: number
  scaleY: number
}

export interface SealStone {
  /** `white`: characters cut out of the red; `red`: characters left standing inside a frame. */
  cut: 'white' | 'red'
  outline: string
  inner: string
  /** Chips along the rim and pinholes in the face. */
  wear: string
  characters: SealCharacter[]
  /** A few degrees: a hand pressed it. */
  tilt: number
}

/** Cells for 1 to 4 characters as [x, y, width, height], read in columns from the right, as seals are. */
const cells: readonly (readonly (readonly [number, number, number, number])[])[] = [
  [],
  [[50, 50, 78, 78]],
  [
    [50, 30, 76, 38],
    [50, 70, 76, 38],
  ],
  [
    [70, 30, 38, 38],
    [70, 70, 38, 38],
    [30, 50, 36, 76],
  ],
  [
    [70, 30, 38, 38],
    [70, 70, 38, 38],
    [30, 30, 38, 38],
    [30, 70, 38, 38],
  ],
]

/** The characters a seal carries: up to four Han characters, else the initials of up to two words. */
export function sealCharacters(name: string): string[] {
  const han = [...name].filter((char) => /\p{Script=Han}/u.test(char))
  if (han.length > 0) return han.slice(0, 4)
  const initials = name
    .split(/\s+/)
    .map((word) => [...word].find((char) => /[\p{L}\p{N}]/u.test(char))?.toUpperCase())
    .filter((char) => char !== undefined)
  return initials.slice(0, 2)
}

const at = (n: number) => n.toFixed(1)

/** A square whose sides wobble by up to `by` and whose corners are worn. */
function wornSquare(random: () => number, from: number, to: number, by: number): string {
  const points: [number, number][] = []
  const steps = 7
  const worn = () => (random() - 0.5) * 2 * by
  const sides = [
    [from, from, 1, 0],
    [to, from, 0, 1],
    [to, to, -1, 0],
    [from, to, 0, -1],
  ] as const
  for (const [x, y, dx, dy] of sides) {
    for (let i = 0; i < steps; i++) {
      // The corner itself is skipped: stone loses its corners first.
      const along = i === 0 ? 2 + random() * 2.5 : ((to - from) * i) / steps
      points.push([x + dx * along + worn() * Math.abs(dy), y + dy * along + worn() * Math.abs(dx)])
    }
    const end = to - from - 2 - random() * 2.5
    points.push([x + dx * end, y + dy * end])
  }
  return `M${points.map(([x, y]) => `${at(x)} ${at(y)}`).join('L')}Z`
}

function chips(random: () => number, count: number): string {
  let path = ''
  for (let i = 0; i < count; i++) {
    const rim = random() < 0.65
    const along = 6 + random() * 88
    const deep = rim ? 1 + random() * 3 : 12 + random() * 76
    const [x, y] = [
      [along, deep],
      [100 - deep, along],
      [along, 100 - deep],
      [deep, along],
    ][Math.floor(random() * 4)] as [number, number]
    const r = rim ? 0.9 + random() * 1.7 : 0.4 + random() * 0.7
    path += `M${at(x - r)} ${at(y)}l${at(r)} ${at(-r * (0.6 + random()))}l${at(r)} ${at(r * 0.8)}l${at(-r * 0.7)} ${at(r)}Z`
  }
  return path
}

/** Carves the stone of `name`: the same name always gives the same stone. */
export function carveSeal(name: string, characters = sealCharacters(name), cut?: 'white' | 'red'): SealStone {
  const random = seeded(name)
  const chosen = random() < 0.5 ? 'white' : 'red'
  const carved = characters.slice(0, 4)
  return {
    cut: cut ?? chosen,
    outline: wornSquare(random, 3, 97, 0.9),
    inner: wornSquare(random, 8.5, 91.5, 0.7),
    wear: chips(random, 16),
    tilt: Math.round((random() - 0.5) * 60) / 10,
    characters: carved.map((text, i) => {
      const [x, y, width, height] = cells[carved.length]![i]!
      return { text, x, y, scaleX: width / 40, scaleY: height / 40 }
    }),
  }
}
