import type { Fen } from '~/money/fen'
import { readPledgeReferences } from './pledge-reference'

export interface OpenPledge {
  id: string
  reference: string
  unitName: string
  /** Promised and not yet arrived; more than nothing. */
  leftFen: Fen
}
export interface OpenLine {
  /** What of the line nobody has been found for. */
  openFen: Fen
  counterparty: string
  remark: string
}
export const suggestionReasons = ['reference', 'amount-and-name', 'amount'] as const
export type SuggestionReason = (typeof suggestionReasons)[number]

export interface Suggestion {
  reason: SuggestionReason
  /** Nothing about it is open: it may be booked without a person (decision 0023). */
  exact: boolean
  /** Together at most what is open of the line. */
  parts: { pledgeId: string; amountFen: Fen }[]
}

/** A unit's name as it is compared: width, case, blanks, brackets and other marks do not matter. */
export const bareName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]/gu, '')

/** What is left of a pledge moves on while lines are matched; a pledge of which nothing is left is open no more. */
type Entry = OpenPledge
const isOpen = (entry: Entry): boolean => entry.leftFen > 0n

/**
 * Open pledges, found by reference, by name, and by amount. Each look is by index, and what was taken is known to the next one,
 * so that lines × pledges are never compared.
 */
export class PledgeIndex {
  private readonly byId = new Map<string, Entry>()
  private readonly byReference = new Map<string, Entry>()
  /** A unit's own pledges are few. */
  private readonly byName = new Map<string, Entry[]>()
  private readonly byAmount = new Map<Fen, Set<Entry>>()

  constructor(pledges: Iterable<OpenPledge>) {
    for (const pledge of pledges) this.put({ ...pledge })
  }

  /** What this line may be, the surest reason first; null when nothing speaks for any pledge. */
  suggest(line: OpenLine): Suggestion | null {
    return this.byReferences(line) ?? this.byNameOf(line) ?? this.byAmountOf(line)
  }

  find(id: string): OpenPledge | null {
    const entry = this.byId.get(id)
    return entry && isOpen(entry) ? { ...entry } : null
  }

  /** As much of a pledge has arrived. */
  took(pledgeId: string, fen: Fen): void {
    const entry = this.byId.get(pledgeId)
    if (!entry || !isOpen(entry)) return
    this.leaveAmount(entry)
    entry.leftFen = entry.leftFen > fen ? entry.leftFen - fen : 0n
    if (isOpen(entry)) this.joinAmount(entry)
  }

  private byReferences({ openFen, remark }: OpenLine): Suggestion | null {
    const named = readPledgeReferences(remark)
    const pledges = named.flatMap((r) => this.byReference.get(r) ?? []).filter(isOpen)
    const [first, second] = pledges
    if (!first) return null
    // One of several that is not open any more: a person should look at it.
    const all = pledges.length === named.length
    if (!second) {
      const exact = all && openFen <= first.leftFen
      return { reason: 'reference', exact, parts: [{ pledgeId: first.id, amountFen: openFen }] }
    }
    let rest = openFen
    const parts: Suggestion['parts'] = []
    for (const { id, leftFen } of pledges) {
      const amountFen = leftFen < rest ? leftFen : rest
      if (amountFen > 0n) parts.push({ pledgeId: id, amountFen })
      rest -= amountFen
    }
    return { reason: 'reference', exact: all && sumLeft(pledges) === openFen, parts }
  }

  private byNameOf({ openFen, counterparty }: OpenLine): Suggestion | null {
    const ofName = this.byName.get(bareName(counterparty))?.filter(isOpen)
    if (!ofName) return null
    const both = ofName.filter(({ leftFen }) => leftFen === openFen)
    if (both.length > 0) {
      const parts = [{ pledgeId: both[0]!.id, amountFen: openFen }]
      return { reason: 'amount-and-name', exact: both.length === 1, parts }
    }
    if (ofName.length < 2 || sumLeft(ofName) !== openFen) return null
    const parts = ofName.map((p) => ({ pledgeId: p.id, amountFen: p.leftFen }))
    return { reason: 'amount-and-name', exact: false, parts }
  }

  private byAmountOf({ openFen }: OpenLine): Suggestion | null {
    const alike = this.byAmount.get(openFen)
    if (alike?.size !== 1) return null
    const [only] = alike
    return { reason: 'amount', exact: false, parts: [{ pledgeId: only!.id, amountFen: openFen }] }
  }

  private put(entry: Entry): void {
    this.byId.set(entry.id, entry)
    this.byReference.set(entry.reference, entry)
    // A name of marks only names nobody.
    const bare = bareName(entry.unitName)
    const ofName = this.byName.get(bare)
    if (ofName) ofName.push(entry)
    else if (bare !== '') this.byName.set(bare, [entry])
    this.joinAmount(entry)
  }

  private joinAmount(entry: Entry): void {
    const alike = this.byAmount.get(entry.leftFen)
    if (alike) alike.add(entry)
    else this.byAmount.set(entry.leftFen, new Set([entry]))
  }

  private leaveAmount(entry: Entry): void {
    const alike = this.byAmount.get(entry.leftFen)!
    alike.delete(entry)
    if (alike.size === 0) this.byAmount.delete(entry.leftFen)
  }
}

const sumLeft = (pledges: readonly OpenPledge[]): Fen => pledges.reduce((sum, p) => sum + p.leftFen, 0n)
