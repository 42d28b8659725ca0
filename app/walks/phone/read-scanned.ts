import { type CardId, readCardId } from '../card-id'
import { codeChecker, type PublicChain } from '../code-chain'
import { readStampCode, type StampCode } from '../stamp-code'
import type { WalkPlan } from '../walk-plan'

/** What was scanned, typed or opened, by what this phone knows. */
export type Scanned =
  | { kind: 'stamp'; campaign: string; chain: PublicChain; code: StampCode }
  /** A ticket, or a card's own QR. */
  | { kind: 'card'; card: CardId }
  /** Says it is a code of ours; no plan at hand knows it: of another walk, or newer than the plan. */
  | { kind: 'unknown-chain'; code: StampCode }
  | { kind: 'forged'; campaign: string }
  | { kind: 'nothing-of-ours' }

export type ScannedReader = (text: string) => Scanned

/** Reads against all plans that the phone keeps: a code says itself which walk it is of. */
export function scannedReader(plans: readonly WalkPlan[]): ScannedReader {
  const campaignOf = new Map(
    plans.flatMap(({ campaign, chains }) => chains.map(({ id }) => [id, campaign] as const)),
  )
  const check = codeChecker(plans.flatMap(({ chains }) => chains))
  return (text) => {
    const code = readStampCode(text)
    if (!code) {
      const card = readCardId(text)
      return card ? { kind: 'card', card } : { kind: 'nothing-of-ours' }
    }
    const campaign = campaignOf.get(code.chain)
    if (!campaign) return { kind: 'unknown-chain', code }
    const checked = check(code)
    return checked.ok ? { kind: 'stamp', campaign, chain: checked.chain, code } : { kind: 'forged', campaign }
  }
}
