import type { FoldedCard } from '../fold-cards.server'
import type { CardReading } from '../stamp-rules'
import type { FigureName, PlaceFigure } from '../walk-figures'

export interface FigureMove {
  campaign: string
  name: FigureName | PlaceFigure
  level: string
  by: number
}

/** What a card says, as the figures count it. */
interface Counted {
  levels: readonly string[]
  stamps: number
  started: boolean
  finished: boolean
  lastPlace: string | null
}
const countedBefore = (card: FoldedCard): Counted => ({
  levels: card.levels,
  stamps: card.stamps,
  started: card.startedAt !== null,
  finished: card.finishedAt !== null,
  lastPlace: card.lastPlace,
})
const countedNow = (reading: CardReading): Counted => ({
  levels: reading.levels.flatMap(({ key, complete }) => (complete ? [key] : [])),
  stamps: reading.stamps.length,
  started: reading.startedAt !== null,
  finished: reading.finishedAt !== null,
  lastPlace: reading.last?.place ?? null,
})

/** What a card counts for. Its level of registration decides under which level (`-`: a visitor); `*` counts everybody. */
function countsOf({ levels, stamps, started, finished, lastPlace }: Counted): [FigureMove['name'], number][] {
  return [
    ['cards', 1],
    ['stamps', stamps],
    ['started', started ? 1 : 0],
    ['finished', finished ? 1 : 0],
    ['completed', levels.length > 0 ? 1 : 0],
    ...(started && !finished && lastPlace ? [[`at:${lastPlace}`, 1] as [PlaceFigure, number]] : []),
  ]
}

interface Read {
  card: FoldedCard
  reading: CardReading
}

/** What moves between what the figures counted of these cards and what the cards say now; nothing that stays. */
export function figureMoves(read: readonly Read[]): FigureMove[] {
  const sums = new Map<string, FigureMove>()
  const add = (campaign: string, level: string, [name, n]: [FigureMove['name'], number], sign: 1 | -1) => {
    for (const of of [level, '*']) {
      const key = `${campaign} ${name} ${of}`
      const sum = sums.get(key) ?? { campaign, name, level: of, by: 0 }
      sums.set(key, { ...sum, by: sum.by + sign * n })
    }
  }
  for (const { card, reading } of read) {
    if (card.foldedAs !== '')
      for (const count of countsOf(countedBefore(card))) add(card.campaign, card.foldedAs, count, -1)
    if (card.as !== '')
      for (const count of countsOf(countedNow(reading))) add(card.campaign, card.as, count, 1)
  }
  return [...sums.values()].filter(({ by }) => by !== 0).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

const keyOf = ({ campaign, name, level }: FigureMove) => `${campaign} ${name} ${level}`

export interface UnitMove {
  unit: string
  campaign: string
  started: number
  finished: number
  completed: number
}

/** The same by unit. Every unit that a card names gets its row, also where nothing moves. */
export function unitMoves(read: readonly Read[]): UnitMove[] {
  const sums = new Map<string, UnitMove>()
  const add = (unit: string | null, campaign: string, counted: Counted, sign: 1 | -1) => {
    if (unit === null) return
    const sum = sums.get(unit) ?? { unit, campaign, started: 0, finished: 0, completed: 0 }
    sums.set(unit, {
      ...sum,
      started: sum.started + (counted.started ? sign : 0),
      finished: sum.finished + (counted.finished ? sign : 0),
      completed: sum.completed + (counted.levels.length > 0 ? sign : 0),
    })
  }
  for (const { card, reading } of read) {
    if (card.foldedAs !== '') add(card.foldedUnit, card.campaign, countedBefore(card), -1)
    add(card.unit, card.campaign, countedNow(reading), 1)
  }
  return [...sums.values()].sort((a, b) => (a.unit < b.unit ? -1 : 1))
}
