import type { EntryKind } from './entry'

/** A leaf's members as people read them. */
export interface ReadLeaf {
  kind: EntryKind
  channel: string
  occurredOn: string
  memo: string
  reverses: string | null
  /** What came in (positive) or went out, by fund; the other half of each pair says where the money lies. */
  moves: { account: string; fund: string; campaign: string | null; amountFen: bigint }[]
}

type Line = [account: string, fund: string, campaign: string | null, currency: string, amountFen: string]

/** Accounts that say where money (or a thing) lies; the rest say why it moved. */
export const moneyLiesIn: ReadonlySet<string> = new Set([
  ...['bank', 'cash', 'provider-clearing', 'disputed'],
  'goods-on-hand',
])

/** Reads a canonical leaf (leaf.ts) back. */
export function readLeaf(leaf: string): ReadLeaf {
  const read = JSON.parse(leaf) as Omit<ReadLeaf, 'moves'> & { lines: Line[] }
  const moves = read.lines
    .filter(([account]) => !moneyLiesIn.has(account))
    .map(([account, fund, campaign, , fen]) => ({ account, fund, campaign, amountFen: -BigInt(fen) }))
  const { kind, channel, occurredOn, memo, reverses } = read
  return { kind, channel, occurredOn, memo, reverses, moves }
}
