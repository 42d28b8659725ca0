import { randomUUID } from 'node:crypto'
import { closePot } from '~/giving/close-pot.server'
import { draftPot } from '~/giving/draft-pot.server'
import { matchGifts } from '~/giving/match-gifts.server'
import { emptyPot } from '~/giving/match-pot-form'
import { openPot } from '~/giving/open-pot.server'
import { theSoftware } from '~/identity/actor'
import { auditBooks } from '~/ledger/audit-books.server'
import { postEntry } from '~/ledger/post-entry.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { yuanText } from '~/money/fen'
import { localMinute } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { openDatabase } from '~/platform/db.server'
import { bookChecks, projections } from '~/wiring.server'
import { giftFen, settleGift, startGifts } from './house/gifts'
import { type Bench, slug } from './house/open-database'
import { median } from './measure'
import { atLeast, bound, type Group } from './report'

const atOnce = 200
const rounds = 7
const connections = 20
/** Three quarters of the gifts of a round, and of the next one a part. */
const capFen = BigInt(Math.floor(atOnce * 0.75) * giftFen + 1_234)
const fund = 'relief-match'
const hourMs = 3_600_000

interface Side {
  db: Database
  /** Gifts per second until every payment was answered. */
  perSecond: number[]
}

/** 200 gifts at once on one pot, in turns with the same 200 without a pot: the cap to the fen, and what the payments pay for it. */
export async function benchMatching(bench: Bench): Promise<Group> {
  const [with_, without] = [await open(bench, 'match_pot'), await open(bench, 'match_none')]
  for (const { db } of [with_, without]) await startGifts(db, 0, (rounds + 1) * atOnce - 1)
  await fill(with_.db)
  const lagMs: number[] = []
  let wrongFen = 0n
  for (let r = 0; r <= rounds; r++) {
    // Turn and turn about, so that neither has the warmer machine; the first round warms up.
    const order = r % 2 === 0 ? [with_, without] : [without, with_]
    for (const side of order) {
      const potId = side === with_ ? await runningPot(side.db) : null
      const round = await giveAtOnce(side.db, r * atOnce)
      if (r > 0) side.perSecond.push(round.perSecond)
      if (!potId) continue
      if (r > 0) lagMs.push(round.matchedMs)
      wrongFen += await offBy(side.db, potId)
      const closed = await closePot(side.db, theSoftware, {
        potId,
        campaign: slug,
        reason: 'the round is over',
      })
      if (!closed.ok) throw new Error(closed.reason)
    }
  }
  const audit = await auditBooks(with_.db, { projections, checks: bookChecks })
  await Promise.all([with_.db.close(), without.db.close()])
  const [ours, bare] = [median(with_.perSecond), median(without.perSecond)]
  return {
    name: 'matching',
    title: `${atOnce} gifts at once on one pot, ${rounds} rounds in turns with ${atOnce} without a pot`,
    figures: [
      bound('fen beyond or short of the cap, all rounds', 'fen', Number(wrongFen), '≤', 0),
      atLeast('confirmed on a pot', 'gifts/s', ours, 'gifts/s without a pot', bare, 0.8),
      bound('faults found by audit-books', '', audit.faults.length, '≤', 0),
      { what: 'the last is matched after', figure: median(lagMs), unit: 'ms' },
    ],
    notes: [
      `Exact cap: ${wrongFen === 0n ? 'yes' : 'NO'}. Each pot covers three quarters of its round, the gift at the edge in part.`,
      `${connections} connections; a sealer and a matcher work in the same process meanwhile, on both sides.`,
    ],
    detail: { ours: with_.perSecond, bare: without.perSecond, lagMs },
  }
}

async function open(bench: Bench, name: string): Promise<Side> {
  const { url, close } = await bench.database(name)
  await close()
  return { db: await openDatabase({ url, dataDir: bench.dataDir, poolSize: connections }), perSecond: [] }
}

/** Money for every round's pot. */
async function fill(db: Database): Promise<void> {
  const amountFen = capFen * BigInt(rounds + 1)
  const posted = await postEntry(db, {
    ...{ source: 'bench', key: 'pot', kind: 'sponsorship', occurredOn: '2026-01-05', channel: 'bank' },
    lines: [
      { account: 'bank', fund, amountFen },
      { account: 'sponsorship', fund, amountFen: -amountFen },
    ],
  })
  if (!posted.ok) throw new Error(posted.reason)
}

async function runningPot(db: Database): Promise<string> {
  const fields = {
    ...emptyPot(randomUUID()),
    ...{ sponsorZh: '赞助方', sponsorEn: 'Sponsor', fund, cap: yuanText(capFen) },
    opens: localMinute(new Date(Date.now() - hourMs)),
    closes: localMinute(new Date(Date.now() + hourMs)),
  }
  const drafted = await draftPot(db, theSoftware, { campaign: slug, fields })
  if (!drafted.ok) throw new Error(JSON.stringify(drafted))
  const opened = await db.transaction((tx) => openPot(tx, theSoftware, drafted.potId, new Date()))
  if (!opened.ok) throw new Error(opened.reason)
  // All of the bench's donors have one address: each of these is another donor.
  await db.query(`UPDATE giving_gift SET contact_email = id || '@example.org' WHERE state = 'started'`)
  return drafted.potId
}

async function giveAtOnce(db: Database, from: number): Promise<{ perSecond: number; matchedMs: number }> {
  let over = false
  const until = async (work: () => Promise<unknown>) => {
    while (!over) {
      await work()
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const workers = [until(() => sealEntries(db, projections)), until(() => matchGifts(db, new Date()))]
  const start = performance.now()
  await Promise.all(Array.from({ length: atOnce }, (_, n) => settleGift(db, from + n)))
  const paid = performance.now()
  over = true
  await Promise.all(workers)
  while ((await sealEntries(db, projections)).sealed > 0);
  while (await matchGifts(db, new Date()));
  const done = performance.now()
  while ((await sealEntries(db, projections)).sealed > 0);
  return { perSecond: (atOnce / (paid - start)) * 1_000, matchedMs: done - paid }
}

/** How far a pot, its matches and its fund's money are from the cap. */
async function offBy(db: Database, potId: string): Promise<bigint> {
  const [pot] = await db.query<{ matched: bigint; posted: bigint }>(
    `SELECT matched_fen AS matched, (SELECT coalesce(sum(v.amount_fen), 0)::bigint FROM giving_match_move v
        JOIN giving_match m ON m.gift_id = v.gift_id WHERE m.pot_id = p.id) AS posted FROM giving_match_pot p WHERE id = $1::uuid`,
    [potId],
  )
  const off = (fen: bigint) => (fen > capFen ? fen - capFen : capFen - fen)
  return off(pot!.matched) + off(pot!.posted)
}
