import type { Sql } from '~/platform/db.server'
import { common, lengthOf, type Span, sumOf, without } from '../queue'

/** Places of a queue, and under which name what is found there is counted. */
export interface Piece extends Span {
  fund: string
  root: string
}
export interface FoundUse {
  root: string
  entryId: bigint
  amountFen: bigint
}
export interface Found {
  /** Merged by root and entry, in the order they were found. */
  uses: FoundUse[]
  /** By root: used beyond what `uses` lists. */
  further: Map<string, bigint>
  /** By root: still in a queue. */
  waiting: Map<string, bigint>
}

interface OutRow extends Span {
  n: number
  kind: 'out' | 'gap' | 'stand-in'
  entryId: bigint
  atFen: bigint
  standsFen: bigint | null
}

/** A chain of transfers and stand-ins is longer than this only by mischief. */
const mostSteps = 12

// By the primary key: rows are disjoint, so what ends within the piece and the one row that ends beyond it are all there can be.
const columns = `
  from_fen AS "fromFen", through_fen AS "throughFen", kind, entry_id AS "entryId", at_fen AS "atFen", stands_fen AS "standsFen"`
const outsOf = (limit: number) => `
  SELECT p.n::int AS n, o.* FROM unnest($1::text[], $2::bigint[], $3::bigint[]) WITH ORDINALITY AS p (fund, f, t, n)
   CROSS JOIN LATERAL (
     (SELECT ${columns} FROM stewardship_trail_out
       WHERE fund = p.fund AND through_fen > p.f AND through_fen < p.t ORDER BY through_fen LIMIT ${limit})
     UNION ALL
     (SELECT ${columns} FROM stewardship_trail_out WHERE fund = p.fund AND through_fen >= p.t ORDER BY through_fen LIMIT 1)
   ) o WHERE o."fromFen" < p.t ORDER BY p.n, o."throughFen"`
const carriers = `
  SELECT fund, from_fen AS "fromFen", through_fen AS "throughFen", carries, carries_fen AS "carriesFen"
    FROM stewardship_trail_in WHERE carries = ANY ($1::bigint[]) ORDER BY carries, carries_fen`
const pointers = 'SELECT fund, out_fen AS "outFen" FROM stewardship_trail_fund WHERE fund = ANY ($1::text[])'

/** Follows places of queues to what took them, through transfers, payments taken back and stand-ins, up to `most` uses. */
export async function followMoney(sql: Sql, start: readonly Piece[], most: number): Promise<Found> {
  const uses = new Map<string, FoundUse>()
  const further = new Map<string, bigint>()
  const waiting = new Map<string, bigint>()
  const add = (to: Map<string, bigint>, root: string, fen: bigint) => {
    if (fen > 0n) to.set(root, (to.get(root) ?? 0n) + fen)
  }
  const use = (root: string, entryId: bigint, fen: bigint) => {
    const key = `${root} ${entryId}`
    const known = uses.get(key)
    if (known) known.amountFen += fen
    else if (uses.size < most) uses.set(key, { root, entryId, amountFen: fen })
    else add(further, root, fen)
  }

  let pieces = [...start]
  for (let step = 0; pieces.length > 0; step++) {
    if (step === mostSteps) {
      for (const piece of pieces) add(further, piece.root, lengthOf(piece))
      break
    }
    const rows = await sql.query<OutRow>(outsOf(most + 1), [
      pieces.map((p) => p.fund),
      pieces.map((p) => p.fromFen),
      pieces.map((p) => p.throughFen),
    ])
    const sentOn = await carriersOf(sql, rows)
    const ends = await endsOf(sql, pieces)
    const next: Piece[] = []
    for (const [n, piece] of pieces.entries()) {
      const own = rows.filter((row) => row.n === n + 1)
      const taken = own.map((row) => ({
        ...row,
        ...common(row, piece)!,
        shift: common(row, piece)!.fromFen - row.fromFen,
      }))
      for (const part of taken) {
        if (part.kind === 'stand-in') {
          const fromFen = part.standsFen! + part.shift
          next.push({ ...piece, fromFen, throughFen: fromFen + lengthOf(part) })
        } else if (part.kind === 'out') {
          const at = part.atFen + part.shift
          const moved = movedOn(sentOn.get(part.entryId) ?? [], {
            fromFen: at,
            throughFen: at + lengthOf(part),
          })
          next.push(...moved.map((to) => ({ ...to, root: piece.root })))
          const spent = lengthOf(part) - sumOf(moved)
          if (spent > 0n) use(piece.root, part.entryId, spent)
        }
      }
      const left = without([piece], taken)
      const used = without(left, [{ fromFen: ends.get(piece.fund) ?? 0n, throughFen: 2n ** 63n }])
      add(further, piece.root, sumOf(used))
      add(waiting, piece.root, sumOf(left) - sumOf(used))
    }
    pieces = next
  }
  return { uses: [...uses.values()], further, waiting }
}

type Carrier = Span & { fund: string; carries: bigint; carriesFen: bigint }

async function carriersOf(sql: Sql, rows: readonly OutRow[]): Promise<Map<bigint, Carrier[]>> {
  const ids = [...new Set(rows.filter((row) => row.kind === 'out').map((row) => row.entryId))]
  const byEntry = new Map<bigint, Carrier[]>()
  if (ids.length === 0) return byEntry
  for (const row of await sql.query<Carrier>(carriers, [ids]))
    byEntry.set(row.carries, [...(byEntry.get(row.carries) ?? []), row])
  return byEntry
}

async function endsOf(sql: Sql, pieces: readonly Piece[]): Promise<Map<string, bigint>> {
  const rows = await sql.query<{ fund: string; outFen: bigint }>(pointers, [
    [...new Set(pieces.map((p) => p.fund))],
  ])
  return new Map(rows.map((row) => [row.fund, row.outFen]))
}

/** Where a part of what an entry took out has its places now. */
const movedOn = (to: readonly Carrier[], part: Span) =>
  to.flatMap((carrier) => {
    const here = common(part, {
      fromFen: carrier.carriesFen,
      throughFen: carrier.carriesFen + lengthOf(carrier),
    })
    if (!here) return []
    const fromFen = carrier.fromFen + here.fromFen - carrier.carriesFen
    return [{ fund: carrier.fund, fromFen, throughFen: fromFen + lengthOf(here) }]
  })
