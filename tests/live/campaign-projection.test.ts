import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import type { SealedEntry, SealedLine } from '~/ledger/projection'
import { reverseEntry } from '~/ledger/reverse-entry.server'
import { movesOf } from '~/live/campaign-projection.server'
import type { Database } from '~/platform/db.server'
import { fact, openWalk, settle } from '../giving/support'
import { tampered } from '../ledger/books'
import { databases, type TestDatabase } from '../setup/databases'
import { expectCleanBooks, faultsOf, seal, told } from './books'

const income = (amountFen: bigint, over: Partial<SealedLine> = {}): SealedLine => ({
  account: 'donations',
  raised: true,
  type: 'income',
  fund: 'elders',
  campaign: 'walk-11',
  amountFen: -amountFen,
  ...over,
})
const asset = (amountFen: bigint): SealedLine => ({
  ...income(0n),
  account: 'provider-clearing',
  raised: false,
  type: 'asset',
  amountFen,
})
const sealed = (lines: SealedLine[], over: Partial<SealedEntry> = {}): SealedEntry => ({
  index: 0n,
  entryId: 1n,
  kind: 'gift',
  reversesKind: null,
  channel: 'card',
  occurredOn: '2026-03-07',
  postedAt: new Date('2026-03-07T04:00:00Z'),
  lines,
  ...over,
})
const walkMove = (confirmedFen: bigint, over: object = {}) => ({
  campaign: 'walk-11',
  channel: 'card',
  confirmedFen,
  refundedFen: 0n,
  gifts: 1n,
  ...over,
})

describe('what a batch does to the totals', () => {
  test('a gift over two funds is one gift of their sum', () => {
    expect(movesOf([sealed([asset(100n), income(70n), income(30n, { fund: 'children' })])])).toEqual([
      walkMove(100n),
    ])
  })

  test('a covered fee carries no campaign and is not counted', () => {
    const fee = income(6n, { account: 'fee-cover', raised: false, campaign: null })
    expect(movesOf([sealed([income(100n), fee])])).toEqual([walkMove(100n)])
    expect(movesOf([sealed([income(100n, { campaign: null })])])).toEqual([])
  })

  test('takings are money and no gifts', () => {
    const takings = income(500n, { account: 'market-takings' })
    expect(movesOf([sealed([takings], { kind: 'takings', channel: 'market' })])).toEqual([
      walkMove(500n, { channel: 'market', gifts: 0n }),
    ])
  })

  test('a refund takes back money and gift, and shows as refunded; one of takings no gift', () => {
    const back = { kind: 'reversal' as const }
    expect(movesOf([sealed([income(-100n)], { ...back, reversesKind: 'gift' })])).toEqual([
      walkMove(-100n, { refundedFen: 100n, gifts: -1n }),
    ])
    expect(movesOf([sealed([income(-100n)], { ...back, reversesKind: 'takings' })])).toEqual([
      walkMove(-100n, { refundedFen: 100n, gifts: 0n }),
    ])
  })

  test('campaigns and channels are kept apart, entries of one batch added up', () => {
    const moves = movesOf([
      sealed([income(1n)]),
      sealed([income(2n)]),
      sealed([income(4n)], { channel: 'alipay' }),
      sealed([income(8n, { campaign: 'relief' }), income(16n)]),
    ])
    expect(moves).toEqual([
      walkMove(19n, { gifts: 3n }),
      walkMove(4n, { channel: 'alipay' }),
      walkMove(8n, { campaign: 'relief' }),
    ])
  })

  test('an empty batch moves nothing', () => expect(movesOf([])).toEqual([]))
})

describe.each(databases)('a campaign’s totals, $name', ({ open }) => {
  let made: TestDatabase
  let db: Database
  let campaign: Campaign
  beforeEach(async () => {
    made = await open()
    db = made.db
    campaign = await openWalk(db)
  })
  afterEach(() => made.drop())

  const totals = async () =>
    (
      await db.query(
        `SELECT confirmed_fen AS confirmed, refunded_fen AS refunded, gifts, pending_fen AS pending,
                pending_gifts AS "pendingGifts", tree_size AS size FROM live_campaign_total WHERE campaign = 'walk-11'`,
      )
    )[0]
  const channels = () =>
    db.query('SELECT channel, confirmed_fen AS fen, gifts FROM live_campaign_channel_total ORDER BY channel')

  test('move with the seal, not with the posting', async () => {
    await told(db, campaign, 6_666n)
    expect(await totals()).toBeUndefined()
    await seal(db)
    expect(await totals()).toEqual({
      confirmed: 6_666n,
      refunded: 0n,
      gifts: 1n,
      pending: 0n,
      pendingGifts: 0n,
      size: 1n,
    })
    await seal(db)
    expect(await totals()).toMatchObject({ confirmed: 6_666n, size: 1n })
    await expectCleanBooks(db)
  })

  test('are kept by channel too, and both say the same', async () => {
    await told(db, campaign, 100n, { channel: 'card' })
    await told(db, campaign, 200n, { channel: 'alipay' })
    await told(db, campaign, 300n, { channel: 'alipay' })
    await seal(db)
    expect(await totals()).toMatchObject({ confirmed: 600n, gifts: 3n })
    expect(await channels()).toEqual([
      { channel: 'alipay', fen: 500n, gifts: 2n },
      { channel: 'card', fen: 100n, gifts: 1n },
    ])
    await expectCleanBooks(db)
  })

  test('money under way is folded apart, and leaves when it arrives, fails or is held', async () => {
    const processing = { status: 'processing' as const }
    const arrives = await told(db, campaign, 100n, processing)
    const fails = await told(db, campaign, 200n, processing)
    const held = await told(db, campaign, 400n, processing)
    await told(db, campaign, 800n, processing)
    await seal(db)
    expect(await totals()).toMatchObject({ confirmed: 0n, pending: 1_500n, pendingGifts: 4n, size: 0n })
    await settle(db, fact(arrives, { amountFen: '100' }))
    await settle(db, fact(fails, { amountFen: '200', status: 'failed' }))
    await settle(db, fact(held, { amountFen: '399' }))
    await seal(db)
    expect(await totals()).toEqual({
      confirmed: 100n,
      refunded: 0n,
      gifts: 1n,
      pending: 800n,
      pendingGifts: 1n,
      size: 1n,
    })
    expect(await db.query('SELECT FROM giving_pending_move')).toEqual([])
    await expectCleanBooks(db)
  })

  test('a reversal lowers them and is shown as refunded', async () => {
    await told(db, campaign, 100n)
    await told(db, campaign, 200n)
    await seal(db)
    const [entry] = await db.query<{ id: bigint }>('SELECT id FROM ledger_entry ORDER BY id LIMIT 1')
    const back = await reverseEntry(db, { entryId: entry!.id, memo: '', occurredOn: '2026-03-08' })
    expect(back).toMatchObject({ ok: true })
    await seal(db)
    expect(await totals()).toMatchObject({ confirmed: 200n, refunded: 100n, gifts: 1n, size: 3n })
    expect((await faultsOf(db)).filter((f) => f.what === 'campaign total')).toEqual([])
  })

  test.each([
    ['one fen too many', `UPDATE live_campaign_total SET confirmed_fen = confirmed_fen + 1`, 'walk-11'],
    ['a gift too few', `UPDATE live_campaign_total SET gifts = gifts - 1`, 'walk-11'],
    ['a refund hidden', `UPDATE live_campaign_total SET refunded_fen = 5`, 'walk-11'],
    ['pending invented', `UPDATE live_campaign_total SET pending_fen = 1, pending_gifts = 1`, 'walk-11'],
    ['the row gone', `DELETE FROM live_campaign_total`, 'walk-11'],
    ['a channel changed', `UPDATE live_campaign_channel_total SET confirmed_fen = 0`, 'walk-11 wechat_pay'],
    [
      'a campaign without entries',
      `INSERT INTO live_campaign_total (campaign, confirmed_fen, as_of) VALUES ('nobody', 1, now())`,
      'nobody',
    ],
  ])('%s: the audit names the campaign', async (_, statement, row) => {
    await told(db, campaign, 6_666n)
    await seal(db)
    await expectCleanBooks(db)
    const table = /(live_\w+)/.exec(statement)![1]!
    const faults = await tampered(db, table, statement, faultsOf)
    expect(faults).toMatchObject([{ what: 'campaign total', row }])
    await expectCleanBooks(db)
  })
})
