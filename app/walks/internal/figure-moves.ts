import type { FoldedCard } from '../fold-cards.server'
import type { CardReading } from '../stamp-rules'
import type { FigureName } from '../walk-figures'

export interface FigureMove {
  campaign: string
  name: FigureName
  level: string
  by: number
}

/** What a card counts for. Its level of registration decides under which level (`-`: a visitor); `*` counts everybody. */
function countsOf(
  levels: readonly string[],
  stamps: number,
  started: boolean,
  finished: boolean,
): [FigureName, number][] {
  return [
    ['cards', 1],
    ['stamps', stamps],
    ['started', started ? 1 : 0],
    ['finished', finished ? 1 : 0],
    ['completed', levels.length > 0 ? 1 : 0],
  ]
}

/** What moves between what the figures counted of these cards and what the cards say now; nothing that stays. */
export function figureMoves(read: readonly { card: FoldedCard; reading: CardReading }[]): FigureMove[] {
  const sums = new Map<string, FigureMove>()
  const add = (campaign: string, level: string, [name, n]: [FigureName, number], sign: 1 | -1) => {
    for (const of of [level, '*']) {
      const key = `${campaign} ${name} ${of}`
      const sum = sums.get(key) ?? { campaign, name, level: of, by: 0 }
      sums.set(key, { ...sum, by: sum.by + sign * n })
    }
  }
  for (const { card, reading } of read) {
    if (card.foldedAs !== '')
      for (const count of countsOf(
        card.levels,
        card.stamps,
        card.startedAt !== null,
        card.finishedAt !== null,
      ))
        add(card.campaign, card.foldedAs, count, -1)
    const complete = reading.levels.flatMap(({ key, complete }) => (complete ? [key] : []))
    for (const count of countsOf(
      complete,
      reading.stamps.length,
      reading.startedAt !== null,
      reading.finishedAt !== null,
    ))
      add(card.campaign, card.as, count, 1)
  }
  return [...sums.values()].filter(({ by }) => by !== 0).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

const keyOf = ({ campaign, name, level }: FigureMove) => `${campaign} ${name} ${level}`
