import type { Outbox, OutboxEntry } from '~/platform/phone/outbox'
import type { CardId } from '../card-id'
import type { GivenCard } from '../given-card'
import { type MadeScan, type ScanAnswer, scanId } from '../scan'
import { spellStampCode } from '../stamp-code'
import { type CardStamp, mergeStamps } from '../stamp-rules'
import type { WalkPlan } from '../walk-plan'
import type { Scanned } from './read-scanned'

/** A scan in the queue of the walker's phone, with what it means by the plan it was read with. */
export interface QueuedScan {
  campaign: string
  place: string
  trust: CardStamp['trust']
  made: MadeScan
}
export type ScanOutbox = Outbox<QueuedScan, ScanAnswer>
export type ScanEntry = OutboxEntry<QueuedScan, ScanAnswer>

/**
 * The stamps of a card as this phone knows them: its own scans but the refused, and what the server gave back. What a person
 * voided is voided here too, whichever of them was read.
 */
export function stampsOf(
  entries: readonly ScanEntry[],
  plan: Pick<WalkPlan, 'campaign' | 'day'>,
  card: CardId | null,
  given: GivenCard | null,
): CardStamp[] {
  const own = entries
    .filter(
      ({ item, state }) => item.campaign === plan.campaign && item.made.card === card && state !== 'refused',
    )
    .map(({ item }) => ({ place: item.place, at: item.made.at, trust: item.trust }))
  const told = given && given.card === card ? given.stamps : []
  const voided = new Set(told.flatMap(({ place, voided }) => (voided ? [place] : [])))
  return mergeStamps(plan, [...own, ...told]).map((stamp) =>
    voided.has(stamp.place) ? { ...stamp, voided: true } : stamp,
  )
}

/** A stamp that was just scanned: a whole second, as the server and the finish QR have it. */
export function scanOf(
  scanned: Scanned & { kind: 'stamp' },
  card: CardId,
  now: number,
  from?: CardId,
): QueuedScan {
  const { campaign, chain, code } = scanned
  const at = Math.floor(now / 1_000) * 1_000
  const made = { card, at, code: spellStampCode(code), ...(from && { from }) }
  return { campaign, place: chain.place, trust: chain.kind, made }
}

/**
 * All scans of one card made anew for another, which the phone has now: whoever began as a visitor and takes up a ticket keeps
 * the stamps. Each names the first card, so that the server counts once what it has on both.
 */
export const movedTo = (entries: readonly ScanEntry[], campaign: string, from: CardId, to: CardId) =>
  entries
    .filter(({ item, state }) => item.campaign === campaign && item.made.card === from && state !== 'refused')
    .map(({ item }): QueuedScan => ({ ...item, made: { ...item.made, card: to, from } }))

export const putScan = (outbox: ScanOutbox, scan: QueuedScan) => outbox.put(scanId(scan.made), scan)
