import type { Sql } from '~/platform/db.server'
import { lengthOf, type Span, takeBack, takeOut } from '../queue'

export interface MoneyIn {
  fund: string
  fen: bigint
  entryId: bigint
  owner: bigint
  carries: bigint | null
  carriesFen: bigint | null
}

const join = `
  WITH m AS (
    SELECT *, sum(fen) OVER (PARTITION BY fund ORDER BY n) AS through, sum(fen) OVER (PARTITION BY fund) AS whole
      FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
           WITH ORDINALITY AS t (fund, fen, entry_id, owner, carries, carries_fen, n)
  ), f AS (
    INSERT INTO stewardship_trail_fund AS f (fund, in_fen, out_fen) SELECT fund, sum(fen), 0 FROM m GROUP BY fund
    ON CONFLICT (fund) DO UPDATE SET in_fen = f.in_fen + excluded.in_fen RETURNING fund, in_fen
  )
  INSERT INTO stewardship_trail_in (fund, from_fen, through_fen, entry_id, owner, carries, carries_fen)
  SELECT fund, f.in_fen - m.whole + m.through - m.fen, f.in_fen - m.whole + m.through, entry_id, owner, carries, carries_fen
    FROM m JOIN f USING (fund)`

/** Money joins the queues of its funds at their ends, in the order given. */
export async function joinQueue(tx: Sql, rows: readonly MoneyIn[]): Promise<void> {
  if (rows.length === 0) return
  await tx.query(join, [
    rows.map((r) => r.fund),
    rows.map((r) => r.fen),
    rows.map((r) => r.entryId),
    rows.map((r) => r.owner),
    rows.map((r) => r.carries),
    rows.map((r) => r.carriesFen),
  ])
}

export interface MoneyOut {
  fund: string
  /** Positive. */
  fen: bigint
  entryId: bigint
  /** Where it begins within its entry. */
  atFen: bigint
  /** The gift that is paid back by it. */
  owner: bigint | null
}
type Part = Span & { kind: 'out' | 'gap' | 'stand-in'; standsFen: bigint | null }

const spanColumns = 'from_fen AS "fromFen", through_fen AS "throughFen"'
const pointer = 'SELECT out_fen AS "outFen" FROM stewardship_trail_fund WHERE fund = $1'
const gapsAhead = `
  SELECT ${spanColumns} FROM stewardship_trail_out WHERE fund = $1 AND through_fen > $2 ORDER BY through_fen LIMIT $3`
const ownPlaces = `SELECT ${spanColumns} FROM stewardship_trail_in WHERE owner = $2 AND fund = $1 ORDER BY through_fen`
const goneBefore = `
  SELECT coalesce(stands_fen, from_fen) AS "fromFen", coalesce(stands_fen, from_fen) + through_fen - from_fen AS "throughFen"
    FROM stewardship_trail_out WHERE owner = $2 AND fund = $1`
const leave = `
  WITH moved AS (
    INSERT INTO stewardship_trail_fund (fund, in_fen, out_fen) VALUES ($1, 0, $2)
    ON CONFLICT (fund) DO UPDATE SET out_fen = excluded.out_fen
  )
  INSERT INTO stewardship_trail_out (fund, entry_id, kind, from_fen, through_fen, at_fen, owner, stands_fen)
  SELECT $1, $3, p.* FROM unnest($4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[]) AS p`

/** Money leaves the queue of its fund: first in, first out, or, when a gift is paid back, by the rule for that (`takeBack`). */
export async function leaveQueue(tx: Sql, out: MoneyOut): Promise<void> {
  const { fund, owner } = out
  const [known] = await tx.query<{ outFen: bigint }>(pointer, [fund])
  let at = known?.outFen ?? 0n
  const back =
    owner === null
      ? { gaps: [], standsFor: [], rest: out.fen }
      : takeBack(
          await tx.query<Span>(ownPlaces, [fund, owner]),
          await tx.query<Span>(goneBefore, [fund, owner]),
          at,
          out.fen,
        )
  const parts: Part[] = back.gaps.map((gap) => ({ ...gap, kind: 'gap', standsFen: null }))
  const next = async (fen: bigint): Promise<Span[]> => {
    for (let limit = 64; ; limit *= 8) {
      const ahead = await tx.query<Span>(gapsAhead, [fund, at, limit])
      const gaps = [...ahead, ...back.gaps].sort((a, b) => (a.fromFen < b.fromFen ? -1 : 1))
      const taken = takeOut(at, gaps, fen)
      // Beyond the last gap that was read there may be more of them.
      if (ahead.length === limit && taken.pointer > ahead.at(-1)!.fromFen) continue
      at = taken.pointer
      return taken.spans
    }
  }
  for (const stood of back.standsFor) {
    let standsFen = stood.fromFen
    for (const span of await next(lengthOf(stood))) {
      parts.push({ ...span, kind: 'stand-in', standsFen })
      standsFen += lengthOf(span)
    }
  }
  if (back.rest > 0n)
    for (const span of await next(back.rest)) parts.push({ ...span, kind: 'out', standsFen: null })

  let atFen = out.atFen
  const begins = parts.map((part) => {
    const begin = atFen
    atFen += lengthOf(part)
    return begin
  })
  await tx.query(leave, [
    fund,
    at,
    out.entryId,
    parts.map((p) => p.kind),
    parts.map((p) => p.fromFen),
    parts.map((p) => p.throughFen),
    begins,
    parts.map((p) => (p.kind === 'out' ? null : owner)),
    parts.map((p) => p.standsFen),
  ])
}
