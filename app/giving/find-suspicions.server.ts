import type { Sql } from '~/platform/db.server'
import { type FoundSuspicion, keepSuspicions } from './keep-suspicion.server'
import { bareName } from './pledge-index'
import { circularDays, onOffDays, onOffTimes, quickDays } from './suspicion'

/** How far back each look goes: a worker that was away for days misses nothing. */
const lookBackDays = 14

function groupedBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

const quick = `
  SELECT g.id::text AS id, g.campaign, g.amount_fen::text AS "amountFen", r.reason, sum(r.amount_fen)::text AS "refundFen",
         floor(extract(epoch FROM min(r.asked_at) - g.confirmed_at) / 86400)::int AS days
    FROM giving_refund r JOIN giving_gift g ON g.id = r.gift_id
   WHERE r.asked_at > $1::timestamptz - make_interval(days => ${lookBackDays}) AND r.state <> 'failed'
     AND r.reason IN ('donor-asked', 'at-provider') AND r.asked_at <= g.confirmed_at + make_interval(days => ${quickDays})
   GROUP BY g.id, r.reason`

/** A refund that its donor asked for, or that was made at the provider, within a week of the gift. */
async function quickRefunds(sql: Sql, now: Date): Promise<FoundSuspicion[]> {
  const rows = await sql.query<{
    id: string
    campaign: string
    amountFen: string
    refundFen: string
    reason: string
    days: number
  }>(quick, [now])
  return rows.map(({ id, campaign, ...facts }) => ({
    ...{ kind: 'quick-refund', key: id, campaign },
    facts: { giftId: id, ...facts },
  }))
}

const withdrawn = `
  SELECT p.id::text AS id, p.reference, p.campaign, p.unit_name AS "unitName" FROM giving_pledge p
   WHERE p.state = 'withdrawn' AND p.arrived_fen = 0 AND p.withdrawn_at > $1::timestamptz - make_interval(days => ${onOffDays})
     AND NOT EXISTS (SELECT FROM giving_suspicion s WHERE s.kind = 'pledge-on-off'
                        AND s.facts -> 'pledges' @> jsonb_build_array(jsonb_build_object('id', p.id::text)))
   ORDER BY p.withdrawn_at, p.id`

/** A unit that has taken back three promises to one campaign within a month, of which nothing had arrived; each promise counts once. */
async function onAndOff(sql: Sql, now: Date): Promise<FoundSuspicion[]> {
  const rows = await sql.query<{ id: string; reference: string; campaign: string; unitName: string }>(
    withdrawn,
    [now],
  )
  const units = groupedBy(rows, (row) => `${row.campaign}\0${bareName(row.unitName)}`)
  return [...units.values()].flatMap((pledges) => {
    if (pledges.length < onOffTimes) return []
    const { id, campaign } = pledges.at(-1)!
    const facts = {
      times: pledges.length,
      days: onOffDays,
      pledges: pledges.map((pledge) => ({ id: pledge.id, reference: pledge.reference })),
    }
    return [{ kind: 'pledge-on-off' as const, key: id, campaign, facts }]
  })
}

const arrivals = `
  SELECT p.id::text AS id, p.reference, p.campaign, p.unit_name AS "unitName", a.amount_fen AS "amountFen", l.day, l.id::text AS line
    FROM giving_pledge_arrival a JOIN giving_pledge p ON p.id = a.pledge_id JOIN payments_bank_line l ON l.id::text = a.bank_line_id
   WHERE a.taken_back_at IS NULL AND l.day > ($1::timestamptz)::date - ${circularDays + lookBackDays}`
const wentOut = `
  SELECT id::text AS id, counterparty, -amount_fen AS "amountFen", day FROM payments_bank_line
   WHERE amount_fen < 0 AND counterparty <> '' AND NOT EXISTS (SELECT FROM giving_refund r WHERE r.bank_line_id = payments_bank_line.id) AND day > ($1::timestamptz)::date - ${circularDays + lookBackDays}`
interface Arrival {
  id: string
  reference: string
  campaign: string
  unitName: string
  amountFen: bigint
  day: string
  line: string
}

const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

/** Within a month of a pledge's arrival at least half of it has left the bank for the same name, and is no refund that is in the books. */
async function circularPledges(sql: Sql, now: Date): Promise<FoundSuspicion[]> {
  const out = await sql.query<{ id: string; counterparty: string; amountFen: bigint; day: string }>(wentOut, [
    now,
  ])
  if (out.length === 0) return []
  const byName = groupedBy(await sql.query<Arrival>(arrivals, [now]), (a) => bareName(a.unitName))
  return out.flatMap((line) => {
    const arrival = (byName.get(bareName(line.counterparty)) ?? []).find((one) => {
      const days = daysBetween(one.day, line.day)
      return days >= 0 && days <= circularDays && line.amountFen * 2n >= one.amountFen
    })
    if (!arrival) return []
    const facts = {
      pledges: [{ id: arrival.id, reference: arrival.reference }],
      arrivedFen: String(arrival.amountFen),
      outFen: String(line.amountFen),
      days: daysBetween(arrival.day, line.day),
      lineIn: arrival.line,
      lineOut: line.id,
    }
    return [{ kind: 'circular-pledge' as const, key: line.id, campaign: arrival.campaign, facts }]
  })
}

const watched = `
  SELECT g.id::text AS id, g.campaign, g.amount_fen::text AS "amountFen" FROM giving_gift g
    JOIN giving_watched_address w ON w.digest = giving_address_digest(g.contact_email) AND g.confirmed_at > w.since
   WHERE g.state = 'confirmed' AND g.contact_email <> '' AND g.confirmed_at > $1::timestamptz - make_interval(days => ${lookBackDays})
   GROUP BY g.id`

/** What came from an address that a person wants to see. */
async function watchedGifts(sql: Sql, now: Date): Promise<FoundSuspicion[]> {
  const [any] = await sql.query('SELECT 1 FROM giving_watched_address LIMIT 1')
  if (!any) return []
  const rows = await sql.query<{ id: string; campaign: string; amountFen: string }>(watched, [now])
  return rows.map(({ id, campaign, amountFen }) => ({
    ...{ kind: 'watched-gift', key: id, campaign },
    facts: { giftId: id, amountFen },
  }))
}

const splitting = `
  SELECT m.gift_id::text AS id, g.campaign, g.amount_fen::text AS "amountFen"
    FROM giving_match m JOIN giving_gift g ON g.id = m.gift_id
   WHERE m.state = 'held' AND cardinality(m.alike) > 0 AND m.created_at > $1::timestamptz - make_interval(days => ${lookBackDays})`

/** A match that the rules of matching hold, because its gift looks like others: one sum in several pieces. */
async function splitGifts(sql: Sql, now: Date): Promise<FoundSuspicion[]> {
  const rows = await sql.query<{ id: string; campaign: string; amountFen: string }>(splitting, [now])
  return rows.map(({ id, campaign, amountFen }) => ({
    ...{ kind: 'match-splitting', key: id, campaign },
    facts: { giftId: id, amountFen },
  }))
}

/**
 * Looks for what looks wrong by the rules of docs/decisions/0027 and puts it into the queue, each thing once. Run by the clock; bursts
 * of card attempts come from `detectCardTesting`. Answers how many are new.
 */
export async function findSuspicions(sql: Sql, now: Date): Promise<number> {
  let found = 0
  for (const look of [quickRefunds, onAndOff, circularPledges, watchedGifts, splitGifts])
    found += await keepSuspicions(sql, await look(sql, now))
  return found
}
