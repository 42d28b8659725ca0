import { isUuid } from '~/platform/is-uuid'

/** Somebody who is looked for, without anything personal. */
export interface Missing {
  walkerId: string
  bib: number | null
  level: string
  unit: string | null
  /** `poster-only`: at the finish, as its poster says and nobody has confirmed. */
  state: 'not-started' | 'on-the-way' | 'poster-only'
  lastPlace: string | null
  /** Milliseconds since 1970. */
  lastAt: number | null
  /** When the finish's poster was scanned. */
  finishedAt: number | null
}

/** The same with whom to call. */
export interface MissingContact extends Missing {
  name: string
  minor: boolean
  phone: string
  emergencyName: string
  emergencyPhone: string
}

/** Where a page begins: after this one. */
export type MissingKey = Pick<Missing, 'walkerId' | 'bib' | 'lastAt'>

/** The key as an address carries it, and back; anything else is the beginning. */
export const spellMissingKey = ({ lastAt, bib, walkerId }: MissingKey): string =>
  `${lastAt ?? ''}_${bib ?? ''}_${walkerId}`
export function readMissingKey(text: string | null): MissingKey | null {
  const [, lastAt, bib, walkerId] = /^(\d{1,15})?_(\d{1,9})?_([0-9a-f-]{36})$/.exec(text ?? '') ?? []
  if (!walkerId || !isUuid(walkerId)) return null
  return { lastAt: lastAt ? Number(lastAt) : null, bib: bib ? Number(bib) : null, walkerId }
}

/** One page of who is looked for. */
export interface MissingPage<Row extends Missing> {
  missing: Row[]
  next: MissingKey | null
  /** How many there are on all pages. */
  all: number
  /** The unit's name where one was asked for; null when there is none such. */
  unit: string | null
}

/** Overdue of the whole walk; whoever came back by the poster only; or, of one unit, whoever has not started or is not back. */
export type MissingOf = { of: 'overdue' } | { of: 'poster' } | { of: 'unit'; unit: string }
