/**
 * What a board counts, moved as cards are folded. cards: cards that were seen · stamps: of checkpoints (人次) · started: passed
 * the start or have a stamp · finished: came back · completed: completed a level.
 */
export type FigureName = 'cards' | 'stamps' | 'started' | 'finished' | 'completed'

/** By level of registration; `-` visitors without registration, `*` everybody. */
export type WalkFigures = Record<FigureName, Record<string, number>>
