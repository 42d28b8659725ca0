import type { EntryKind } from '~/ledger/entry'
import type { SealedEntry } from '~/ledger/projection'
import type { Sql } from '~/platform/db.server'

/** What one sealed entry did to the money of one fund: positive came in, negative went out. Never zero. */
export interface Net {
  entryId: bigint
  kind: EntryKind
  fund: string
  fen: bigint
}

/** In the order of the seal, then of the funds' names: where the parts of an entry begin is counted in this order. */
export function netsOf(batch: readonly SealedEntry[]): Net[] {
  return batch.flatMap(({ entryId, kind, lines }) => {
    const sums = new Map<string, bigint>()
    for (const { type, fund, amountFen } of lines)
      if (type === 'asset' || type === 'liability') sums.set(fund, (sums.get(fund) ?? 0n) + amountFen)
    return [...sums]
      .filter(([, fen]) => fen !== 0n)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([fund, fen]) => ({ entryId, kind, fund, fen }))
  })
}

const sealedNets = `
  SELECT e.id AS "entryId", e.kind, n.fund, n.fen
    FROM ledger_leaf s
    CROSS JOIN LATERAL (SELECT id, kind FROM ledger_entry WHERE id = s.entry_id OFFSET 0) e
    CROSS JOIN LATERAL (
      SELECT l.fund, sum(l.amount_fen)::bigint AS fen FROM ledger_line l
        JOIN ledger_account a ON a.code = l.account AND a.type IN ('asset', 'liability')
       WHERE l.entry_id = s.entry_id GROUP BY l.fund HAVING sum(l.amount_fen) <> 0 OFFSET 0) n
   WHERE s.index >= $1 AND s.index < $2 ORDER BY s.index, n.fund COLLATE "C"`

/** The same of what is sealed already, from leaf `start` up to `end`. */
export const readNets = (tx: Sql, start: bigint, end: bigint) => tx.query<Net>(sealedNets, [start, end])

export interface Origin {
  id: bigint
  reverses: bigint | null
  reversedKind: EntryKind | null
  /** The entry of the gift that was paid back, or whose refund failed. */
  gift: bigint | null
}

const origins = `
  SELECT e.id, e.reverses, r.kind AS "reversedKind", coalesce(
           (SELECT g.entry_id FROM giving_refund f JOIN giving_gift g ON g.id = f.gift_id WHERE f.entry_id IN (e.id, e.reverses)),
           (SELECT g.entry_id FROM giving_dispute d JOIN giving_gift g ON g.id = d.gift_id WHERE d.closing_id = e.id)) AS gift
    FROM unnest($1::bigint[]) AS q (id)
    CROSS JOIN LATERAL (SELECT id, reverses FROM ledger_entry WHERE id = q.id OFFSET 0) e
    LEFT JOIN LATERAL (SELECT kind FROM ledger_entry WHERE id = e.reverses OFFSET 0) r ON true`

/** What refunds and reversals among `nets` go back to; nothing is asked where there are none. */
export async function readOrigins(tx: Sql, nets: readonly Net[]): Promise<Map<bigint, Origin>> {
  const ids = nets.filter((n) => n.kind === 'refund' || n.kind === 'reversal').map((n) => n.entryId)
  if (ids.length === 0) return new Map()
  const rows = await tx.query<Origin>(origins, [[...new Set(ids)]])
  return new Map(rows.map((row) => [row.id, row]))
}
