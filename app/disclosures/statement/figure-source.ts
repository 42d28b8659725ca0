import type { Sql } from '~/platform/db.server'
import type { Figure } from './figure'
import type { Quarter } from './quarter'

/** What a source is asked about: a project with the campaign whose work it is, in a quarter. */
export interface SourceQuestion extends Quarter {
  project: string
  campaign: string | null
}

/**
 * Figures that another room counts (a walk, its market and sponsors stand right of here): handed in by wiring. Answers none for a
 * project that it knows nothing of. `records` is a path of the site without language.
 */
export interface FigureSource {
  name: string
  read(sql: Sql, question: SourceQuestion): Promise<Figure[]>
}
