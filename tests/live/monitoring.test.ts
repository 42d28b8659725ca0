import fs from 'node:fs'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { auditBooks } from '~/ledger/audit-books.server'
import { postEntry } from '~/ledger/post-entry.server'
import type { SealedEntry } from '~/ledger/projection'
import { reverseEntry } from '~/ledger/reverse-entry.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { timePoints, withoutHourFen } from '~/live/monitoring'
import { monitoringMovesOf } from '~/live/monitoring-moves'
import { campaignMonitoring } from '~/live/monitoring-projection.server'
import { readMonitoring } from '~/live/read-monitoring.server'
import { shanghaiDay } from '~/platform/dates'
import type { Database, Sql } from '~/platform/db.server'
import { bookChecks, projections } from '~/wiring.server'
import { openWalk, startedGift } from '../giving/support'
import { tampered } from '../ledger/books'
import { databases, type TestDatabase } from '../setup/databases'
import { told } from './books'

const faultsOf = async (db: Database) => (await auditBooks(db, { projections, checks: bookChecks })).faults
async function seal(db: Database) {
  while ((await sealEntries(db, projections)).treeSize !== null);
}
const firstEntry = async (db: Database) =>
  (await db.query<{ id: bigint }>('SELECT id FROM ledger_entry ORDER BY id LIMIT 1'))[0]!.id

describe.each(databases)('the figures of monitoring, $name', ({ open }) => {
  let made: TestDatabase
  let db: Database
  let campaign: Campaign
  const now = new Date()
  const today = shanghaiDay(now)
  beforeEach(async () => {
    made = await open()
    db = made.db
    campaign = await openWalk(db)
  })
  afterEach(() => made.drop())

  const read = async (fields: object = { range: 'today' }, sql: Sql = db, of: Campaign = campaign) =>
    (await readMonitoring(sql, of, { range: '', from: '', to: '', ...fields }, now)).figures

  test('an empty campaign has figures of nothing, and a bar for every hour', async () => {
    const figures = await read()
    expect(figures).toMatchObject({
      totals: { confirmedFen: '0', gifts: 0, treeSize: 0 },
      inRange: { confirmedFen: '0', refundedFen: '0', gifts: 0 },
      gift: null,
      byChannel: [],
      byFund: [],
      bands: [],
      largest: [],
      alerts: [],
      editions: [],
    })
    expect(timePoints(figures)).toHaveLength(24)
  })

  test('move with the seal, are told apart by channel, fund and hour, and the audit agrees', async () => {
    await told(db, campaign, 1_000n, { channel: 'card' })
    await told(db, campaign, 3_000n, { channel: 'alipay' })
    expect((await read()).inRange.gifts).toBe(0)
    await seal(db)
    const figures = await read()
    expect(figures.totals).toMatchObject({ confirmedFen: '4000', gifts: 2, treeSize: 2 })
    expect(figures.inRange).toEqual({ confirmedFen: '4000', refundedFen: '0', gifts: 2 })
    expect(figures.byChannel).toEqual([
      { channel: 'alipay', confirmedFen: '3000', gifts: 1 },
      { channel: 'card', confirmedFen: '1000', gifts: 1 },
    ])
    expect(figures.byFund).toMatchObject([{ fund: 'elders', confirmedFen: '4000', gifts: 2 }])
    expect(figures.gift).toEqual({ averageFen: '2000', medianFen: '2000', gifts: 2 })
    expect(timePoints(figures).reduce((sum, p) => sum + p.confirmedFen, 0n)).toBe(4_000n)
    expect(figures.largest.map((g) => [g.amountFen, g.name])).toEqual([
      ['3000', '梁锦华'],
      ['1000', '梁锦华'],
    ])
    expect((await read({ from: '2026-01-01', to: '2026-01-02' })).inRange.gifts).toBe(0)
    expect(await faultsOf(db)).toEqual([])
  })

  test('a reversal takes money, gift and amount back, and the gift is no largest one any more', async () => {
    await told(db, campaign, 9_000n)
    await told(db, campaign, 1_001n)
    await seal(db)
    const reversed = await reverseEntry(db, { entryId: await firstEntry(db), memo: '', occurredOn: today })
    expect(reversed).toMatchObject({ ok: true })
    await seal(db)
    const figures = await read()
    expect(figures.inRange).toEqual({ confirmedFen: '1001', refundedFen: '9000', gifts: 1 })
    expect(figures.gift).toEqual({ averageFen: '1001', medianFen: '1001', gifts: 1 })
    expect(figures.largest.map((g) => g.amountFen)).toEqual(['1001'])
    expect(figures.bands.filter((b) => b.gifts !== 0)).toMatchObject([{ fromFen: '1000', fen: '1001' }])
    expect((await faultsOf(db)).filter((f) => f.what.startsWith('campaign'))).toEqual([])
  })

  test('database and sealer agree on the day and hour of every instant', async () => {
    const instants = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    })
    const midnights = [15, 16].map((hour) => new Date(Date.UTC(2026, 1, 28, hour, hour === 15 ? 59 : 0)))
    const all = [...midnights, ...fc.sample(instants, 500)]
    const rows = await db.query<{ day: string; hour: number }>(
      `SELECT shanghai_day(at)::text AS day, extract(hour FROM at AT TIME ZONE 'Asia/Shanghai')::int AS hour
         FROM unnest($1::timestamptz[]) WITH ORDINALITY AS a (at, n) ORDER BY n`,
      [all.map((at) => at.toISOString())],
    )
    const placed = all.map((postedAt) => monitoringMovesOf([{ ...entryOf(1n), postedAt }]).hours[0]!)
    expect(rows).toEqual(placed.map(({ day, hour }) => ({ day, hour })))
  })

  test('names of large gifts are shown by consent only', async () => {
    const shares = [{ fund: 'elders', amountFen: 5_000n }]
    const quiet = { amountFen: 5_000n, feeCoverFen: 0n, shares, name: '不愿公开', nameConsent: false }
    const id = await startedGift(db, campaign, quiet)
    await db.query('SELECT giving_settle($1::jsonb)::text', [
      JSON.stringify({
        giftId: id,
        status: 'paid',
        amountFen: '5000',
        currency: 'CNY',
        paymentRef: 'p',
        at: now,
      }),
    ])
    await seal(db)
    const figures = await read()
    expect(figures.largest).toMatchObject([{ amountFen: '5000', name: null }])
    expect(JSON.stringify(figures)).not.toContain('不愿公开')
  })

  test('an alert is shown in the campaign of its gift, and in no other', async () => {
    const held = await told(db, campaign, 100n, { amountFen: '99' })
    expect((await read()).alerts).toMatchObject([{ kind: 'gift-held', seenTimes: 1 }])
    const other: Campaign = { ...campaign, slug: 'another' }
    expect((await read({}, db, other)).alerts).toEqual([])
    await db.query('UPDATE platform_alert SET resolved_at = now() WHERE subject = $1', [held])
    expect((await read()).alerts).toEqual([])
  })

  test('an earlier edition lies beside this one by event day; sums without an hour are no bars of hours', async () => {
    await db.query(
      `INSERT INTO campaigns_campaign (slug, series_slug, edition, state, name_zh, name_en, summary_zh, summary_en, story_zh, story_en,
              cover, cover_alt_zh, cover_alt_en, levels_km, members_only, starts_on, ends_on, event_on)
       SELECT 'walk-10', series_slug, 10, 'closed', name_zh, name_en, summary_zh, summary_en, story_zh, story_en,
              cover, cover_alt_zh, cover_alt_en, levels_km, true, '2025-01-01', '2025-02-01', '2025-01-10'
         FROM campaigns_campaign WHERE slug = 'walk-11'`,
    )
    await db.query(`UPDATE campaigns_campaign SET event_on = '2026-03-10' WHERE slug = 'walk-11'`)
    const lines = [-16_800n, 16_800n].map((amountFen) => ({
      account: amountFen < 0n ? 'market-takings' : 'bank',
      fund: 'elders',
      campaign: 'walk-10',
      amountFen,
    }))
    const takings = {
      source: 'test',
      key: 'market',
      kind: 'takings' as const,
      occurredOn: '2025-01-10',
      channel: 'market',
      lines,
    }
    expect(await postEntry(db, takings)).toMatchObject({ ok: true })
    await seal(db)

    const onTheDay = await read({ from: '2026-03-10', to: '2026-03-10' })
    expect(onTheDay.editions).toMatchObject([
      {
        slug: 'walk-10',
        alignment: 'event',
        range: { from: '2025-01-10', to: '2025-01-10' },
        byThenFen: '16800',
        inAllFen: '16800',
        gifts: 0,
        hasDayOnly: true,
      },
    ])
    expect(timePoints(onTheDay).map((p) => p.earlierFen)).toEqual(Array(24).fill([null]))

    const thatMonth = await read({ from: '2026-03-01', to: '2026-03-31' })
    const byDay = timePoints(thatMonth)
    expect(byDay).toHaveLength(31)
    expect(byDay.filter((p) => p.earlierFen[0] !== 0n)).toMatchObject([
      { day: '2026-03-10', earlierFen: [16_800n] },
    ])
    expect((await read({ from: '2026-03-09', to: '2026-03-09' })).editions[0]!.byThenFen).toBe('0')

    const ofTenth = await read({ from: '2025-01-10', to: '2025-01-10' }, db, { ...campaign, slug: 'walk-10' })
    expect(withoutHourFen(ofTenth)).toBe(16_800n)
    expect(ofTenth).toMatchObject({ gift: null, editions: [] })
    expect(await faultsOf(db)).toEqual([])
  })

  test.each([
    ['an hour', 'live_campaign_hour', 'confirmed_fen = confirmed_fen + 1', 'campaign hour', 'walk-11 '],
    ['a gift in an hour', 'live_campaign_hour', 'gifts = gifts + 1', 'campaign hour', 'walk-11 '],
    ['a refund', 'live_campaign_hour', 'refunded_fen = 7', 'campaign hour', 'walk-11 '],
    ['a fund', 'live_campaign_fund_day', 'confirmed_fen = 0', 'campaign fund', 'walk-11 '],
    ['an amount', 'live_campaign_amount', 'gifts = gifts + 1', 'campaign amount', 'walk-11 '],
    ['a sum of amounts', 'live_campaign_amount', 'fen = fen - 1', 'campaign amount', 'walk-11 '],
  ])('%s changed by hand: the audit names it', async (_, table, change, what, row) => {
    await told(db, campaign, 6_666n)
    await seal(db)
    expect(await faultsOf(db)).toEqual([])
    const faults = await tampered(db, table, `UPDATE ${table} SET ${change}`, faultsOf)
    expect(faults).toMatchObject([{ what, row: expect.stringContaining(row) }])
    const lost = await tampered(db, table, `DELETE FROM ${table}`, faultsOf)
    expect(lost).toMatchObject([{ what }])
  })

  test('an update of a database that has books fills the figures in, and the sealer goes on from there', async () => {
    await told(db, campaign, 6_666n)
    await told(db, campaign, 100n)
    await seal(db)
    await reverseEntry(db, { entryId: await firstEntry(db), memo: '', occurredOn: today })
    await told(db, campaign, 1n) // waits in the queue while the update runs
    await seal(db)
    await told(db, campaign, 3n)
    const before = await read()
    const views = ['live_true_hour', 'live_true_fund_day', 'live_true_amount', 'live_raised_line']
    for (const view of views) await db.query(`DROP VIEW ${view}`)
    for (const table of ['live_campaign_hour', 'live_campaign_fund_day', 'live_campaign_amount'])
      await db.query(`DROP TABLE ${table}`)
    await db.query('DROP INDEX giving_gift_largest')
    await runScript(db, fs.readFileSync('prisma/migrations/20261124000600_monitoring/migration.sql', 'utf8'))
    expect(await read()).toEqual(before)
    expect((await faultsOf(db)).filter((f) => f.what.startsWith('campaign'))).toEqual([])
    await seal(db)
    expect((await read()).inRange).toEqual({ confirmedFen: '104', refundedFen: '6666', gifts: 3 })
    expect((await faultsOf(db)).filter((f) => f.what.startsWith('campaign'))).toEqual([])
  })

  test('median, average and bands are those of the sorted list, whatever was given and taken back', async () => {
    const amount = fc.oneof(
      fc.constantFrom(1n, 999n, 1_000n, 5_000n, 10_000n, 50_000_000n),
      fc.bigInt(1n, 40n),
      fc.bigInt(1n, 50_000_000n),
      fc.bigInt(1n, 10n ** 13n),
    )
    const given = fc.array(fc.record({ amount, takenBack: fc.boolean() }), { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(given, async (gifts) => {
        const undo = new Error('undo')
        await db
          .transaction(async (tx) => {
            for (const one of gifts) await campaignMonitoring.apply(tx, [entryOf(one.amount)], head)
            const back = gifts.filter((g) => g.takenBack).map((g) => entryOf(-g.amount))
            await campaignMonitoring.apply(tx, back, head)
            const left = gifts.filter((g) => !g.takenBack).map((g) => g.amount)
            const figures = await read({ range: 'whole' }, tx)
            expect(figures.gift).toEqual(naive(left))
            for (const band of figures.bands) {
              const inBand = left.filter(
                (a) => a >= BigInt(band.fromFen) && (!band.belowFen || a < BigInt(band.belowFen)),
              )
              expect([band.gifts, band.fen]).toEqual([
                inBand.length,
                String(inBand.reduce((a, b) => a + b, 0n)),
              ])
            }
            throw undo
          })
          .catch((error) => {
            if (error !== undo) throw error
          })
      }),
      { numRuns: 25 },
    )
  })
})

const head = { treeSize: 1n, root: new Uint8Array(), sealedAt: new Date() }
const entryOf = (amountFen: bigint): SealedEntry => ({
  index: 0n,
  entryId: 1n,
  kind: amountFen > 0n ? 'gift' : 'reversal',
  reversesKind: amountFen > 0n ? null : 'gift',
  channel: 'card',
  occurredOn: '2026-03-07',
  postedAt: new Date('2026-03-07T04:00:00Z'),
  lines: [
    {
      account: 'donations',
      raised: true,
      type: 'income',
      fund: 'elders',
      campaign: 'walk-11',
      amountFen: -amountFen,
    },
  ],
})

/** What a person would do: sort, look in the middle. */
function naive(amounts: bigint[]) {
  if (amounts.length === 0) return null
  const sorted = [...amounts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const n = BigInt(sorted.length)
  const middles = sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!
  const sum = sorted.reduce((a, b) => a + b, 0n)
  return {
    averageFen: String((sum + n / 2n) / n),
    medianFen: String((middles + 1n) / 2n),
    gifts: sorted.length,
  }
}

/** A migration's statements one after the other; a $$ body counts as one. */
async function runScript(db: Database, script: string) {
  await db.transaction(async (tx) => {
    const bare = script.replace(/^--.*$/gm, '')
    for (const statement of bare.split(/;\s*$/m)) if (statement.trim()) await tx.query(statement)
  })
}
