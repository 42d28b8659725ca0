import type { OfflineState } from '~/platform/phone/keep-offline'
import type { CardId } from '../card-id'
import type { GivenCard } from '../given-card'
import type { WalkPlan } from '../walk-plan'
import type { ScanEntry } from './card-book'

/** Where the card's page opens with the camera in it. */
export const scanHash = '#scan'

/** What came of the last thing that was scanned, opened or typed. */
export type CardResult =
  | { kind: 'stamped'; place: string; at: number; stored: boolean }
  | { kind: 'already'; place: string; at: number }
  | { kind: 'forged' | 'nothing-of-ours' }
  | { kind: 'unknown-chain'; asked: boolean }
  | { kind: 'took-card'; card: CardId; restored: number | null; why?: 'unknown' | 'no-signal' }

export interface CardState {
  /** False until the phone's own memory is read. */
  ready: boolean
  plan: WalkPlan | null
  /** All walks that this phone knows. */
  plans: WalkPlan[]
  card: CardId | null
  given: GivenCard | null
  level: string | null
  entries: ScanEntry[]
  result: CardResult | null
  offline: OfflineState
  online: boolean
  /** The server does not take this walk's scans. */
  closed: boolean
  /** How far the phone's clock is ahead, once a server was heard. */
  aheadMs: number | null
  /** Whether the browser keeps anything. */
  lasting: boolean
}

export interface OpenCard {
  state(): CardState
  listen(changed: () => void): () => void
  take(text: string): Promise<void>
  restore(card: CardId): Promise<void>
  chooseWalk(campaign: string): Promise<void>
  chooseLevel(level: string): void
  dismiss(): void
}
