/** Somebody who is looked for, without anything personal. */
export interface Missing {
  walkerId: string
  bib: number | null
  level: string
  unit: string | null
  state: 'not-started' | 'on-the-way'
  lastPlace: string | null
  /** Milliseconds since 1970. */
  lastAt: number | null
}

/** The same with whom to call. */
export interface MissingContact extends Missing {
  name: string
  minor: boolean
  phone: string
  emergencyName: string
  emergencyPhone: string
}

/** Overdue of the whole walk; or, of one unit, whoever has not started or is not back. */
export type MissingOf = { of: 'overdue' } | { of: 'unit'; unit: string }
