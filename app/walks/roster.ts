import type { Day } from '~/platform/dates'
import { type CardId, readCardId } from './card-id'
import type { WalkerState } from './walker'

/** A walker as a volunteer's phone knows them: enough to greet, to tick off and to refuse; no way to reach anybody. */
export interface RosterWalker {
  card: CardId
  bib: number | null
  name: string
  /** Name of the unit, or null. */
  unit: string | null
  /** The same for those who registered together; it names their party to nobody else. */
  party: string
  /** Key of the level. */
  level: string
  state: WalkerState
  minor: boolean
}

/** Somebody was stamped at this place: when (milliseconds since 1970), and by whose phone as it is called there. */
export interface Mark {
  card: CardId
  at: number
  by: string
}

/** What a volunteer's phone holds of its place while it has no signal. */
export interface Roster {
  campaign: string
  day: Day
  /** Key of the place. */
  place: string
  placeKind: 'checkpoint' | 'start' | 'finish'
  /** Milliseconds since 1970, by the server's clock. */
  asOf: number
  walkers: RosterWalker[]
  marks: Mark[]
}

/** What the phone says to a scan. Everything but `welcome` is amber: a person reads it and decides. */
export type GateAnswer =
  | { say: 'welcome'; walker: RosterWalker; group: RosterWalker[] }
  /** A card that nobody registered: a visitor's, or a printed one. Stamped all the same. */
  | { say: 'visitor'; card: CardId }
  | { say: 'already'; mark: Mark; walker: RosterWalker | null; group: RosterWalker[] }
  | { say: 'cancelled' | 'waiting' | 'unpaid'; walker: RosterWalker }
  | { say: 'another-day'; day: Day }
  | { say: 'not-a-card' }

/** The earlier of two marks of a card stands, whichever phone tells of it first. */
export function mergeMarks(marks: readonly Mark[]): Map<CardId, Mark> {
  const first = new Map<CardId, Mark>()
  for (const mark of marks) {
    const held = first.get(mark.card)
    if (!held || mark.at < held.at || (mark.at === held.at && mark.by < held.by)) first.set(mark.card, mark)
  }
  return first
}

/**
 * Reads what was scanned or typed, against the roster and what this phone has stamped since. Works without signal; a code that is
 * none says so and the next one is read. `today` in Asia/Shanghai.
 */
export function answerAtGate(roster: Roster, own: readonly Mark[], scanned: string, today: Day): GateAnswer {
  const card = readCardId(scanned)
  if (!card) return { say: 'not-a-card' }
  if (today !== roster.day) return { say: 'another-day', day: roster.day }
  const walker = roster.walkers.find((w) => w.card === card) ?? null
  const marks = mergeMarks([...roster.marks, ...own])
  const group = walker ? groupOf(roster, marks, walker) : []
  const mark = marks.get(card)
  if (mark) return { say: 'already', mark, walker, group }
  if (!walker) return { say: 'visitor', card }
  return walker.state === 'registered' ? { say: 'welcome', walker, group } : { say: walker.state, walker }
}

/** Who else may come in with this scan: those of the same unit, else of the same party, who are registered and not here yet. */
export function groupOf(
  roster: Roster,
  marks: ReadonlyMap<CardId, Mark>,
  walker: RosterWalker,
): RosterWalker[] {
  return roster.walkers.filter(
    (other) =>
      other.card !== walker.card &&
      other.state === 'registered' &&
      !marks.has(other.card) &&
      (walker.unit ? other.unit === walker.unit : other.party === walker.party),
  )
}

const mostFound = 20

/** For whoever left the ticket at home: by bib number, or by a part of the name or of the unit's. */
export function findOnRoster(roster: Roster, typed: string): RosterWalker[] {
  const wanted = typed.normalize('NFKC').trim().toLowerCase()
  if (wanted === '') return []
  const found = /^\d+$/.test(wanted)
    ? roster.walkers.filter(({ bib }) => bib === Number(wanted))
    : roster.walkers.filter(({ name, unit }) => `${name} ${unit ?? ''}`.toLowerCase().includes(wanted))
  return found.slice(0, mostFound)
}
