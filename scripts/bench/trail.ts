import type { Database } from '~/platform/db.server'
import { traceEntry } from '~/stewardship/trail/trace-gift.server'
import type { Bench } from './house/open-database'
import { median } from './measure'
import { atMost, type Group } from './report'

interface Size {
  fund: string
  gifts: number
  disbursements: number
  /** The entries of this fund are numbered from here. */
  first: number
}
const large: Size = { fund: 'trail-large', gifts: 1_000_000, disbursements: 10_000, first: 1 }
const small: Size = { fund: 'trail-small', gifts: 10_000, disbursements: 100, first: 2_000_001 }
const asked = 400
const rounds = 9
/** Of what came in so much was spent; the last fifth of the gifts still waits. */
const spent = 0.8
const giftFen = (n: number) => 100 + ((n * 7919) % 5000)

/** One gift's question in a fund of a million gifts, in turns with the same in a fund of ten thousand. */
export async function benchTrail(bench: Bench): Promise<Group> {
  const { db, close } = await bench.database('trail')
  for (const size of [large, small]) await fill(db, size)
  await db.query('ANALYZE')
  const times = { large: [] as number[], small: [] as number[] }
  for (let r = 0; r <= rounds; r++) {
    const [ofLarge, ofSmall] = [await ask(db, large, r), await ask(db, small, r)]
    // The first round warms up.
    if (r > 0) {
      times.large.push(ofLarge)
      times.small.push(ofSmall)
    }
  }
  await close()
  return {
    name: 'trail',
    title: `where did my gift go: ${asked} gifts asked for one after another, ${rounds} rounds in turns`,
    figures: [
      atMost(
        'one question, 1,000,000 gifts and 10,000 disbursements',
        'ms',
        median(times.large) / asked,
        'ms, 10,000 gifts and 100',
        median(times.small) / asked,
        1.3,
      ),
    ],
    notes: [
      'Gifts from all over the fund, spent and waiting ones. Every answer is summed: what was given is what was used and what waits, to the fen.',
    ],
    detail: times,
  }
}

async function ask(db: Database, { gifts, first }: Size, round: number): Promise<number> {
  const from = performance.now()
  for (let k = 0; k < asked; k++) {
    const n = (k * Math.floor(gifts / asked) + round * 13) % gifts
    const [share] = await traceEntry(db, BigInt(first + n))
    const found = share!.uses.reduce((sum, use) => sum + use.amountFen, share!.waitingFen + share!.furtherFen)
    if (found !== BigInt(giftFen(n)) || share!.givenFen !== found) throw new Error(`gift ${n}: ${found} fen`)
  }
  return performance.now() - from
}

/** A fund's queue as the seal leaves it, laid down in bulk: places of its gifts, and what took them. */
async function fill(db: Database, { fund, gifts, disbursements, first }: Size): Promise<void> {
  for (const what of ['DISABLE', 'ENABLE']) {
    await db.query(`ALTER TABLE ledger_entry ${what} TRIGGER USER`)
    if (what === 'ENABLE') break
    await db.query(
      `INSERT INTO ledger_entry (id, source, key, kind, occurred_on, channel, input_hash, line_count)
       SELECT n, 'bench', n::text, CASE WHEN n < $1::bigint + $2::bigint THEN 'gift' ELSE 'disbursement' END, '2024-02-01', 'bank', '', 2
         FROM generate_series($1::bigint, $1::bigint + $2::bigint + $3::bigint - 1) n`,
      [first, gifts, disbursements],
    )
  }
  await db.query(
    `INSERT INTO stewardship_trail_in (fund, from_fen, through_fen, entry_id, owner)
     SELECT $1, through - fen, through, $2::bigint + n, $2::bigint + n
       FROM (SELECT n, fen, sum(fen) OVER (ORDER BY n) AS through
               FROM (SELECT n, 100 + (n * 7919) % 5000 AS fen FROM generate_series(0, $3::bigint - 1) n) g) s`,
    [fund, first, gifts],
  )
  const [row] = await db.query<{ fen: bigint }>(
    'SELECT max(through_fen) AS fen FROM stewardship_trail_in WHERE fund = $1',
    [fund],
  )
  const inFen = row!.fen
  const outFen = (inFen * BigInt(spent * 100)) / 100n
  await db.query(
    `INSERT INTO stewardship_trail_out (fund, from_fen, through_fen, kind, entry_id, at_fen)
     SELECT $1, $2::bigint * (n - 1) / $3::bigint, $2::bigint * n / $3::bigint, 'out', $4::bigint + n - 1, 0 FROM generate_series(1, $3::bigint) n`,
    [fund, outFen, disbursements, first + gifts],
  )
  await db.query('INSERT INTO stewardship_trail_fund (fund, in_fen, out_fen) VALUES ($1, $2, $3)', [
    fund,
    inFen,
    outFen,
  ])
}
