import type { CardId } from './card-id'
import type { WalkerState } from './walker'

interface Both {
  zh: string
  en: string
}

/** What is printed on a ticket; made from what the caller knows, so that nothing private is read here. */
export interface TicketPaper {
  card: CardId
  /** Null while waiting for a place. */
  bib: number | null
  name: string
  level: Both
  /** Empty for whoever came alone. */
  unit: string
  campaign: Both
  day: string
  place: Both
}

/** What whoever has a card's code is told of it: nothing about the person. */
export interface Ticket {
  card: CardId
  campaign: Both & { slug: string }
  day: string
  place: Both
  /** Null for a visitor without registration. */
  registration: {
    bib: number | null
    state: WalkerState
    level: Both & { km: number }
  } | null
  /** Of checkpoints. */
  stamps: number
  checkpoints: number
  /** Levels that are complete. */
  completed: Both[]
  /** A visitor's card whose stamps went on to another, which counts for it. Which one is not said: it would open that one. */
  carried: boolean
  started: boolean
  finished: boolean
}
