import type { Sql } from '~/platform/db.server'
import { askForPartyMail } from './internal/ask-for-mail.server'
import { isPaid } from './internal/paid'
import { giveBibs, lockLevels, movePlaces } from './internal/places.server'
import { movedUpHoldMinutes } from './walker'

/** The waiting list, a party a row, in the order in which they came. */
const list = `
  SELECT p.id::text AS "partyId", p.fee_fen AS "feeFen", array_agg(w.id::text) AS ids, array_agg(w.level) AS levels,
         EXISTS (SELECT FROM giving_gift g WHERE g.via = 'party:' || p.id AND ${isPaid('g')}) AS paid
    FROM walks_walker w JOIN walks_party p ON p.id = w.party_id
   WHERE w.campaign = $1 AND w.state = 'waiting' GROUP BY p.id ORDER BY max(w.seq)`
const walkOf = `
  SELECT $2::timestamptz < (day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS ahead
    FROM walks_walk WHERE campaign = $1`
const give = `UPDATE walks_walker SET state = $2 WHERE id = ANY ($1::uuid[])`
const hold = `UPDATE walks_party SET held_until = $2, lapsed_at = NULL WHERE id = ANY ($1::uuid[])`

/**
 * Gives free places to the waiting list, first come first served, a party as a whole. Whoever is next and does not fit yet
 * keeps the head of the line of each level they want: nobody behind them passes, though one of those would fit. Belongs into
 * every transaction that frees places: a cancellation, a change of level, a raised capacity. Moved-up parties are written to;
 * whoever registered for a fee has a day to pay it. Nothing moves after the day of the walk. Answers how many moved.
 */
export async function moveUp(tx: Sql, campaign: string, now: Date): Promise<number> {
  const levels = await lockLevels(tx, campaign)
  if (![...levels.values()].some(({ left, waiting }) => left > 0 && waiting)) return 0
  const [walk] = await tx.query<{ ahead: boolean }>(walkOf, [campaign, now])
  if (!walk?.ahead) return 0
  const parties = await tx.query<{
    partyId: string
    feeFen: bigint
    ids: string[]
    levels: string[]
    paid: boolean
  }>(list, [campaign])
  const left = new Map([...levels].map(([key, level]) => [key, level.left]))
  const blocked = new Set<string>()
  const moved: typeof parties = []
  for (const party of parties) {
    if (blocked.size === levels.size) break
    const needs = new Map<string, number>()
    for (const level of party.levels) needs.set(level, (needs.get(level) ?? 0) + 1)
    const fits = [...needs].every(([key, n]) => !blocked.has(key) && n <= (left.get(key) ?? 0))
    if (!fits) {
      for (const key of needs.keys()) blocked.add(key)
      continue
    }
    for (const [key, n] of needs) left.set(key, left.get(key)! - n)
    moved.push(party)
  }
  if (moved.length === 0) return 0
  const taken = new Map([...levels].map(([key, level]) => [key, level.left - left.get(key)!]))
  await movePlaces(tx, campaign, taken)
  const free = moved.filter(({ paid, feeFen }) => paid || feeFen === 0n)
  const unpaid = moved.filter(({ paid, feeFen }) => !paid && feeFen > 0n)
  await tx.query(give, [free.flatMap(({ ids }) => ids), 'registered'])
  await giveBibs(
    tx,
    campaign,
    free.flatMap(({ ids }) => ids),
  )
  await tx.query(give, [unpaid.flatMap(({ ids }) => ids), 'unpaid'])
  const until = new Date(now.getTime() + movedUpHoldMinutes * 60_000)
  await tx.query(hold, [unpaid.map(({ partyId }) => partyId), until])
  await askForPartyMail(
    tx,
    'moved-up',
    moved.map(({ partyId }) => partyId),
  )
  return moved.length
}
