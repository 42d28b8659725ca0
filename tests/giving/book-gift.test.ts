import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BookGift, bookGift } from '~/giving/book-gift.server'
import { giftBooks } from '~/giving/gift-books.server'
import { auditBooks } from '~/ledger/audit-books.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { projections } from '~/wiring.server'
import { databases, type TestDatabase } from '../setup/databases'
import { openWalk, walk } from './support'

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  const transfer = (over: Partial<BookGift> = {}): BookGift => ({
    id: randomUUID(),
    campaign: walk.slug,
    shares: [
      { fund: 'elders', amountFen: 70_000n },
      { fund: 'children', amountFen: 30_001n },
    ],
    channel: 'bank',
    occurredOn: '2026-03-07',
    donorName: '南村小学',
    nameConsent: true,
    contactEmail: '',
    locale: 'zh-CN',
    via: '',
    ...over,
  })
  const book = (gift: BookGift) => opened.db.transaction((tx) => bookGift(tx, gift))
  beforeAll(async () => {
    opened = await open()
    await openWalk(opened.db)
  })
  afterAll(() => opened.drop())

  test('a transfer is a confirmed gift with its entry, its number and its place in the totals; once', async () => {
    const { db } = opened
    const gift = transfer({ contactEmail: 'school@example.org' })
    expect(await book(gift)).toEqual({ giftId: gift.id, created: true })
    expect(await book(gift)).toEqual({ giftId: gift.id, created: false })
    await book(transfer({ channel: 'cheque', shares: [{ fund: 'elders', amountFen: 5n }] }))
    await sealEntries(db, projections)
    expect(
      await db.query(
        'SELECT channel, confirmed_fen, gifts FROM live_campaign_channel_total WHERE campaign = $1 ORDER BY channel',
        [walk.slug],
      ),
    ).toEqual([
      { channel: 'bank', confirmed_fen: 100_001n, gifts: 1n },
      { channel: 'cheque', confirmed_fen: 5n, gifts: 1n },
    ])
    expect(
      await db.query('SELECT state, ack_number IS NOT NULL AS numbered FROM giving_gift WHERE id = $1', [
        gift.id,
      ]),
    ).toEqual([{ state: 'confirmed', numbered: true }])
    expect(
      await db.query(`SELECT payload FROM platform_outbox WHERE topic = 'send-acknowledgement'`),
    ).toEqual([{ payload: { giftId: gift.id } }])
    expect((await auditBooks(db, { projections, checks: [giftBooks] })).faults).toEqual([])
  })

  test('a fund that is not there is a fault of the caller, and nothing is kept', async () => {
    const gift = transfer({ shares: [{ fund: 'nowhere', amountFen: 1n }] })
    await expect(book(gift)).rejects.toThrow('unknown-fund')
    expect(await opened.db.query('SELECT 1 FROM giving_gift WHERE id = $1', [gift.id])).toEqual([])
  })
})
