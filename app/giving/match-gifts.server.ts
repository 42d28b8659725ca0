import { createHash } from 'node:crypto'
import type { ManyEntries } from '~/ledger/post-entries.server'
import { postEntries } from '~/ledger/post-entries.server'
import type { Fen } from '~/money/fen'
import { shanghaiDay } from '~/platform/dates'
import type { Database, Sql } from '~/platform/db.server'
import { findMatches, keepMatches, keepMoves, type MatchRow, movePot } from './internal/keep-matches.server'
import { matchEntry } from './internal/match-entry'
import {
  type GiftFacts,
  type GiftNews,
  readGiftFacts,
  readGiftNews,
  readLookalikes,
} from './internal/match-news.server'
import { addShares, dueOf, type GiftToMatch, planMatches, splitMatch } from './match-plan'
import { type MatchPot, potColumns } from './match-pot'
import { type GiftSeen, isOwnGift, nearLimitMs } from './match-suspicion'

const look = `
  SELECT c.leaf < h.tree_size AND EXISTS (SELECT FROM giving_match_pot WHERE state <> 'draft') AS work
    FROM giving_match_cursor c, ledger_log_head h`
const lockCursor = 'SELECT leaf FROM giving_match_cursor FOR UPDATE SKIP LOCKED'
const lockPots = `
  SELECT ${potColumns} FROM giving_match_pot p WHERE p.state <> 'draft' AND p.campaign = ANY ($1::text[]) ORDER BY p.id FOR UPDATE`

/** A pot while a batch is worked off. */
interface OpenPot extends MatchPot {
  before: GiftSeen[]
  byDonor: Map<string, Fen>
  moved: { takenFen: Fen; matchedFen: Fen }
}

/**
 * Reads the log on from where it left off and matches what it says of gifts, in the order of the seal: a gift of a pot's window gets
 * its match, money that went back takes its part of the match back. One transaction, one reader at a time: a worker killed in it leaves
 * nothing behind, and the next one begins at the same leaf. The way of a payment never waits for it. Answers whether there is more.
 */
export async function matchGifts(db: Database, now: Date, limit = 500): Promise<boolean> {
  const [there] = await db.query<{ work: boolean }>(look)
  if (!there?.work) return false
  return db.transaction(async (tx) => {
    const [cursor] = await tx.query<{ leaf: bigint }>(lockCursor)
    if (!cursor) return false
    const [head] = await tx.query<{ size: bigint }>('SELECT tree_size AS size FROM ledger_log_head')
    const wanted = cursor.leaf + BigInt(limit)
    const to = wanted < head!.size ? wanted : head!.size
    const news = await readGiftNews(tx, cursor.leaf, to)
    if (news.length > 0) await matchNews(tx, news, now)
    await tx.query('UPDATE giving_match_cursor SET leaf = $1', [to])
    return to < head!.size
  })
}

async function matchNews(tx: Sql, news: readonly GiftNews[], now: Date): Promise<void> {
  const giftIds = news.map((n) => n.giftId)
  const gifts = await readGiftFacts(tx, giftIds)
  const campaigns = [...new Set([...gifts.values()].map((g) => g.campaign))]
  const pots = (await tx.query<MatchPot>(lockPots, [campaigns])).map(
    (pot): OpenPot => ({ ...pot, before: [], byDonor: new Map(), moved: { takenFen: 0n, matchedFen: 0n } }),
  )
  if (pots.length === 0) return
  const matches = await findMatches(tx, giftIds)
  const toMatch = (n: GiftNews) => {
    const gift = gifts.get(n.giftId)!
    const pot = n.given && !matches.has(n.giftId) ? pots.find((p) => takes(p, gift)) : undefined
    return pot ? { pot, gift: giftFor(pot, gift) } : null
  }
  await rememberLookalikes(tx, pots, news.map(toMatch))
  const entries: ManyEntries[] = []
  const moves = new Map<string, { giftId: string; amountFen: Fen }>()
  const kept = new Map<string, MatchRow>()
  const post = (pot: OpenPot, key: string, giftId: string, shares: MatchRow['shares'], sign: 1n | -1n) => {
    entries.push(matchEntry(pot, { key, shares, sign, occurredOn: shanghaiDay(now) }))
    moves.set(key, { giftId, amountFen: shares.reduce((sum, s) => sum + s.amountFen, 0n) * sign })
  }
  for (const one of news) {
    const facts = gifts.get(one.giftId)!
    const known = matches.get(one.giftId)
    const wanted = toMatch(one)
    if (wanted) {
      const row = matchOne(wanted.pot, wanted.gift, facts)
      if (!row) continue
      matches.set(row.giftId, row)
      kept.set(row.giftId, row)
      if (row.state === 'matched') post(wanted.pot, row.giftId, row.giftId, row.shares, 1n)
    } else if (known) {
      const pot = pots.find((p) => p.id === known.potId)!
      const change = adjust(pot, known, facts)
      if (!change) continue
      kept.set(known.giftId, known)
      if (change.shares.length > 0)
        post(pot, `${known.giftId}:${one.entryId}`, known.giftId, change.shares, change.sign)
    }
  }
  const posted = entries.length > 0 ? await postEntries(tx, entries) : new Map<string, bigint>()
  await keepMatches(tx, [...kept.values()])
  await keepMoves(
    tx,
    [...moves].map(([key, move]) => ({ entryId: posted.get(key)!, ...move })),
  )
  for (const pot of pots)
    if (pot.moved.takenFen !== 0n || pot.moved.matchedFen !== 0n) await movePot(tx, pot.id, pot.moved)
}

/**
 * A gift belongs to the pot that ran when it was confirmed; fees and sales paid for something and are nobody's to match. Times are kept in
 * whole milliseconds: what was confirmed in the one in which somebody ended the pot may have been before it, and is matched.
 */
const takes = (pot: MatchPot, gift: GiftFacts): boolean =>
  pot.campaign === gift.campaign &&
  !gift.bought &&
  pot.openedAt !== null &&
  gift.confirmedAt >= pot.openedAt &&
  gift.confirmedAt >= pot.opensAt &&
  gift.confirmedAt < pot.closesAt &&
  (pot.closedAt === null || gift.confirmedAt <= pot.closedAt)

function giftFor(pot: MatchPot, gift: GiftFacts): GiftToMatch {
  const mail = gift.contactEmail.trim().toLowerCase()
  const mark = (text: string) => createHash('sha256').update(`${pot.id} ${text}`).digest('hex').slice(0, 32)
  return {
    ...{
      giftId: gift.giftId,
      amountFen: gift.amountFen,
      leftFen: gift.leftFen,
      at: gift.confirmedAt.getTime(),
    },
    // Without an address the device stands for the donor.
    donor: mail !== '' ? mark(mail) : gift.device !== '' ? mark(gift.device) : '',
    ...{ device: gift.device, address: gift.address, own: isOwnGift(gift, pot) },
  }
}

async function rememberLookalikes(
  tx: Sql,
  pots: readonly OpenPot[],
  wanted: readonly ({ pot: OpenPot; gift: GiftToMatch } | null)[],
): Promise<void> {
  for (const pot of pots) {
    const gifts = wanted.flatMap((w) => (w?.pot === pot ? [w.gift] : []))
    if (gifts.length === 0) continue
    const first = Math.min(...gifts.map((g) => g.at))
    const alike = await readLookalikes(tx, pot.id, gifts, new Date(first - nearLimitMs))
    Object.assign(pot, alike)
  }
}

function matchOne(pot: OpenPot, gift: GiftToMatch, facts: GiftFacts): MatchRow | null {
  const { matches, takenFen } = planMatches(pot, [gift], pot.before, pot.byDonor)
  const [planned] = matches
  if (!planned) return null
  pot.moved.takenFen += takenFen - pot.takenFen
  pot.takenFen = takenFen
  pot.before.push(gift)
  if (gift.donor !== '') pot.byDonor.set(gift.donor, (pot.byDonor.get(gift.donor) ?? 0n) + planned.nowFen)
  const matched = planned.state === 'matched'
  if (matched) pot.moved.matchedFen += planned.nowFen
  const shares = matched ? splitMatch(planned.nowFen, facts.shares) : []
  return { ...planned, potId: pot.id, shares, donor: gift.donor }
}

/** What the gift still has is what its match is of; changes `match`. A refund that failed gets back what the cap leaves. */
function adjust(
  pot: OpenPot,
  match: MatchRow,
  facts: GiftFacts,
): { shares: MatchRow['shares']; sign: 1n | -1n } | null {
  if (match.state === 'refused') return null
  const wanted = dueOf(match.baseFen, facts) - match.nowFen
  const room = pot.capFen - pot.takenFen
  const change = wanted > room ? room : wanted
  if (change === 0n) return null
  match.nowFen += change
  pot.takenFen += change
  pot.moved.takenFen += change
  if (match.state === 'held') return { shares: [], sign: 1n }
  pot.moved.matchedFen += change
  const sign = change > 0n ? 1n : -1n
  // Back out of each fund as much as it has of it; never more.
  const shares = splitMatch(change * sign, sign === 1n ? facts.shares : match.shares)
  match.shares = addShares(match.shares, shares, sign)
  return { shares, sign }
}
