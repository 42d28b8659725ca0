/**
 * What a board counts, moved as cards are folded. cards: cards that were seen · stamps: of checkpoints (人次) · started: passed
 * the start or have a stamp · finished: came back · completed: completed a level.
 */
export const figureNames = ['cards', 'stamps', 'started', 'finished', 'completed'] as const
export type FigureName = (typeof figureNames)[number]

/** How many are on the way (started, not finished) and were last seen at a place: `at:cp1`. */
export type PlaceFigure = `at:${string}`

/** By level of registration; `-` visitors without registration, `*` everybody. */
export type WalkFigures = Record<FigureName, Record<string, number>>
