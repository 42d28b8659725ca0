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

/**
 * Open pledges, found by reference, by amount with name, and by amount. Each look is by index, and what was taken is known to
 * the next one, so that lines × pledges are never compared.
 */
export class PledgeIndex {
  private readonly byId = new Map<string, OpenPledge>()
  /** Bare names by id: worked out once. */
  private readonly names = new Map<string, string>()
  private readonly byReference = new Map<string, string>()
  private readonly byName = new Map<string, Set<string>>()
  private readonly byAmount = new Map<Fen, Set<string>>()
  private readonly byBoth = new Map<string, Set<string>>()

  constructor(pledges: Iterable<OpenPledge>) {
    for (const pledge of pledges) this.put(pledge)
  }

  /** What this line may be, the surest reason first; null when nothing speaks for any pledge. */
  suggest(line: OpenLine): Suggestion | null {
    return this.byReferences(line) ?? this.byNameOf(line) ?? this.byAmountOf(line)
  }

  find(id: string): OpenPledge | null {
    return this.byId.get(id) ?? null
  }

  /** As much of a pledge has arrived. */
  took(pledgeId: string, fen: Fen): void {
    const pledge = this.byId.get(pledgeId)
    if (!pledge) return
    this.drop(pledge)
    if (pledge.leftFen > fen) this.put({ ...pledge, leftFen: pledge.leftFen - fen })
  }

  private byReferences({ openFen, remark }: OpenLine): Suggestion | null {
    const named = readPledgeReferences(remark)
    const pledges = named.flatMap((r) => this.byId.get(this.byReference.get(r) ?? '') ?? [])
    if (pledges.length === 0) return null
    // One of several that is not open any more: a person should look at it.
    const all = pledges.length === named.length
    if (pledges.length === 1) {
      const [{ id, leftFen }] = pledges as [OpenPledge]
      return {
        reason: 'reference',
        exact: all && openFen <= leftFen,
        parts: [{ pledgeId: id, amountFen: openFen }],
      }
    }
    let rest = openFen
    const parts: Suggestion['parts'] = []
    for (const { id, leftFen } of pledges) {
      const amountFen = leftFen < rest ? leftFen : rest
      if (amountFen > 0n) parts.push({ pledgeId: id, amountFen })
      rest -= amountFen
    }
    const sum = pledges.reduce((s, p) => s + p.leftFen, 0n)
    return { reason: 'reference', exact: all && sum === openFen, parts }
  }

  private byNameOf({ openFen, counterparty }: OpenLine): Suggestion | null {
    const name = bareName(counterparty)
    if (name === '') return null
    const both = this.byBoth.get(`${openFen} ${name}`)
    if (both) {
      const [pledgeId] = both
      return {
        reason: 'amount-and-name',
        exact: both.size === 1,
        parts: [{ pledgeId: pledgeId!, amountFen: openFen }],
      }
    }
    const ofName = [...(this.byName.get(name) ?? [])].map((id) => this.byId.get(id)!)
    const sum = ofName.reduce((s, p) => s + p.leftFen, 0n)
    if (ofName.length < 2 || sum !== openFen) return null
    const parts = ofName.map((p) => ({ pledgeId: p.id, amountFen: p.leftFen }))
    return { reason: 'amount-and-name', exact: false, parts }
  }

  private byAmountOf({ openFen }: OpenLine): Suggestion | null {
    const alike = this.byAmount.get(openFen)
    if (alike?.size !== 1) return null
    const [pledgeId] = alike
    return { reason: 'amount', exact: false, parts: [{ pledgeId: pledgeId!, amountFen: openFen }] }
  }

  private put(pledge: OpenPledge): void {
    const name = this.names.get(pledge.id) ?? bareName(pledge.unitName)
    this.names.set(pledge.id, name)
    this.byId.set(pledge.id, pledge)
    this.byReference.set(pledge.reference, pledge.id)
    add(this.byName, name, pledge.id)
    add(this.byAmount, pledge.leftFen, pledge.id)
    add(this.byBoth, `${pledge.leftFen} ${name}`, pledge.id)
  }

  private drop(pledge: OpenPledge): void {
    const name = this.names.get(pledge.id)!
    this.byId.delete(pledge.id)
    this.byReference.delete(pledge.reference)
    remove(this.byName, name, pledge.id)
    remove(this.byAmount, pledge.leftFen, pledge.id)
    remove(this.byBoth, `${pledge.leftFen} ${name}`, pledge.id)
  }
}

function add<K>(map: Map<K, Set<string>>, key: K, id: string): void {
  const ids = map.get(key)
  if (ids) ids.add(id)
  else map.set(key, new Set([id]))
}

function remove<K>(map: Map<K, Set<string>>, key: K, id: string): void {
  const ids = map.get(key)
  ids?.delete(id)
  if (ids?.size === 0) map.delete(key)
}
