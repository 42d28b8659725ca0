import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { draftPot } from '~/giving/draft-pot.server'
import { matchGifts } from '~/giving/match-gifts.server'
import { emptyPot, type PotFields } from '~/giving/match-pot-form'
import { openPot } from '~/giving/open-pot.server'
import { theSoftware } from '~/identity/actor'
import { auditBooks } from '~/ledger/audit-books.server'
import { openFund } from '~/ledger/open-fund.server'
import { postEntry } from '~/ledger/post-entry.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { yuanText } from '~/money/fen'
import { localMinute } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { bookChecks, projections } from '~/wiring.server'
import { walk } from './support'

export const potFund = 'match-pot'
const hourMs = 3_600_000

/** The fund of a sponsor's money, with so much of it at the bank. */
export async function fundPot(db: Database, fen: bigint): Promise<void> {
  const names = { nameZh: '配捐资金', nameEn: 'Matching money', purposeZh: '', purposeEn: '' }
  await openFund(db, { slug: potFund, kind: 'project', ...names, restricted: true, position: 5 })
  const posted = await postEntry(db, {
    ...{ source: 'test', key: randomUUID(), kind: 'sponsorship', occurredOn: '2026-03-01', channel: 'bank' },
    lines: [
      { account: 'bank', fund: potFund, amountFen: fen },
      { account: 'sponsorship', fund: potFund, amountFen: -fen },
    ],
  })
  expect(posted).toMatchObject({ ok: true })
}

export const potFields = (capFen: bigint, change: Partial<PotFields> = {}): PotFields => ({
  ...emptyPot(randomUUID()),
  ...{ sponsorZh: '云山实业', sponsorEn: 'Yunshan Industries', consent: 'yes', fund: potFund },
  cap: yuanText(capFen),
  opens: localMinute(new Date(Date.now() - hourMs)),
  closes: localMinute(new Date(Date.now() + hourMs)),
  ...change,
})

/** A pot that runs; its fund holds the cap. */
export async function runningPot(
  db: Database,
  capFen: bigint,
  change: Partial<PotFields> = {},
  campaign: string = walk.slug,
): Promise<string> {
  await fundPot(db, capFen)
  const drafted = await draftPot(db, theSoftware, { campaign, fields: potFields(capFen, change) })
  if (!drafted.ok) throw new Error(JSON.stringify(drafted))
  expect(await db.transaction((tx) => openPot(tx, theSoftware, drafted.potId, new Date()))).toMatchObject({
    ok: true,
  })
  return drafted.potId
}

export async function seal(db: Database): Promise<void> {
  while ((await sealEntries(db, projections)).sealed > 0);
}

/** Seals what was posted and matches what was sealed, to the end. */
export async function sealAndMatch(db: Database): Promise<void> {
  await seal(db)
  while (await matchGifts(db, new Date()));
  await seal(db)
}

export interface PotNow {
  takenFen: bigint
  matchedFen: bigint
  matches: {
    giftId: string
    state: string
    nowFen: bigint
    reason: string
    funds: string[]
    fens: bigint[]
  }[]
}
/** What a pot says, and its matches in the order in which they were made. */
export async function potNow(db: Database, potId: string): Promise<PotNow> {
  const [pot] = await db.query<{ takenFen: bigint; matchedFen: bigint }>(
    'SELECT taken_fen AS "takenFen", matched_fen AS "matchedFen" FROM giving_match_pot WHERE id = $1::uuid',
    [potId],
  )
  const matches = await db.query<PotNow['matches'][number]>(
    `SELECT m.gift_id::text AS "giftId", m.state, m.now_fen AS "nowFen", m.reason, m.funds, m.share_fens AS fens
       FROM giving_match m JOIN giving_gift g ON g.id = m.gift_id WHERE m.pot_id = $1::uuid ORDER BY g.entry_id`,
    [potId],
  )
  return { ...pot!, matches: matches.map((m) => ({ ...m, fens: m.fens.map(BigInt) })) }
}

export async function expectWholeBooks(db: Database): Promise<void> {
  expect((await auditBooks(db, { projections, checks: bookChecks })).faults).toEqual([])
}
