import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { giftBooks } from '~/giving/gift-books.server'
import type { Fault } from '~/ledger/projection'
import type { Sql } from '~/platform/db.server'
import { databases, type TestDatabase } from '../setup/databases'
import { confirmedGift, fact, openWalk, settle, startedGift } from './support'

const back = (giftId: string, over: object) => ({
  about: 'refund',
  ref: `re_${giftId}`,
  paymentRef: `pi_${giftId}`,
  status: 'succeeded',
  amountFen: '1000',
  currency: 'CNY',
  at: '2026-03-09T04:00:00Z',
  openedAt: '2026-03-09T04:00:00Z',
  ...over,
})

class Undone extends Error {}

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  let campaign: Campaign
  let gift: string
  const faultsIn = async (sql: Sql) => {
    const faults: Fault[] = []
    for await (const fault of giftBooks.run(sql) as AsyncIterable<Fault>) faults.push(fault)
    return faults
  }
  /** What the check finds after `harm`, which is undone. */
  async function faultsAfter(harm: string, params: unknown[] = [gift]): Promise<Fault[]> {
    let faults: Fault[] = []
    const trial = opened.db.transaction(async (tx) => {
      for (const table of ['ledger_line', 'ledger_entry'])
        await tx.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
      await tx.query(harm, params)
      faults = await faultsIn(tx)
      throw new Undone()
    })
    await expect(trial).rejects.toThrow(Undone)
    return faults
  }
  const mine = `(SELECT id FROM ledger_entry WHERE source = 'gift' AND key = $1)`

  beforeAll(async () => {
    opened = await open()
    campaign = await openWalk(opened.db)
    for (let i = 0; i < 3; i++) await confirmedGift(opened.db, campaign, { feeCoverFen: BigInt(i) * 40n })
    gift = await confirmedGift(opened.db, campaign)
    await settle(opened.db, back(gift, {}) as never)
    const dispute = { about: 'dispute', ref: `dp_${gift}`, status: 'lost', amountFen: '5700' }
    await settle(opened.db, back(gift, dispute) as never)
    const under = await startedGift(opened.db, campaign)
    await settle(opened.db, fact(under, { status: 'processing' }))
  })
  afterAll(() => opened.drop())

  test('gifts in every state and their entries are clean', async () => {
    expect(await faultsIn(opened.db)).toEqual([])
  })

  test.each([
    [
      'an allocation moved by a fen',
      "UPDATE giving_allocation SET amount_fen = amount_fen + 1 WHERE gift_id = $1::uuid AND fund = 'elders'",
      'gift-allocations',
    ],
    [
      'a gift grown by a fen',
      'UPDATE giving_gift SET amount_fen = amount_fen + 1 WHERE id = $1::uuid',
      'gift-allocations',
    ],
    [
      'a refund grown by a fen',
      'UPDATE giving_refund SET amount_fen = amount_fen + 1 WHERE gift_id = $1::uuid',
      'money-back-shares',
    ],
    [
      'a refund moved to another fund',
      'UPDATE giving_refund SET share_fens = ARRAY[share_fens[1] + 1, share_fens[2] - 1] WHERE gift_id = $1::uuid',
      'money-back-lines',
    ],
    [
      'a lost dispute with another fee',
      'UPDATE giving_dispute SET fee_fen = fee_fen + 1, over_fen = over_fen - 1 WHERE gift_id = $1::uuid',
      'money-back-lines',
    ],
    [
      'a gift that says another sum went back',
      'UPDATE giving_gift SET refunded_fen = refunded_fen - 1, refunded_at = NULL WHERE id = $1::uuid',
      'gift-refunded',
    ],
    [
      'a refund without its gift',
      "UPDATE giving_refund SET entry_id = NULL, state = 'failed' WHERE gift_id = $1::uuid",
      'gift-refunded',
    ],
    ['a covered fee changed', 'UPDATE giving_gift SET fee_cover_fen = 41 WHERE id = $1::uuid', 'gift-lines'],
    ['a donor renamed', `UPDATE giving_gift SET donor_name = '别人' WHERE id = $1::uuid`, 'gift-commitment'],
    [
      'a commitment replaced',
      `UPDATE giving_gift SET donor_commitment = sha256('x'), salt = '' WHERE id = $1::uuid`,
      'gift-entry',
    ],
    [
      'a gift pointing to another entry',
      'UPDATE giving_gift SET entry_id = 999999 WHERE id = $1::uuid',
      'gift-entry',
    ],
    [
      'a gift moved to another day',
      `UPDATE giving_gift SET paid_on = '2026-03-08' WHERE id = $1::uuid`,
      'gift-entry',
    ],
    [
      'a gift moved to another campaign',
      `UPDATE giving_gift SET campaign = 'walk-12' WHERE id = $1::uuid`,
      'gift-lines',
    ],
    [
      'an entry moved to another fund',
      `UPDATE ledger_line SET fund = 'children' WHERE entry_id = ${mine} AND fund = 'elders'`,
      'gift-lines',
    ],
    [
      'an entry booked as other income',
      `UPDATE ledger_line SET account = 'market-takings' WHERE entry_id = ${mine} AND account = 'donations'`,
      'gift-lines',
    ],
    ['an entry taken away', `DELETE FROM ledger_entry WHERE source = 'gift' AND key = $1`, 'gift-entry'],
    [
      'an entry under another key',
      `UPDATE ledger_entry SET key = 'x' || key WHERE source = 'gift' AND key = $1`,
      'gift-entry',
    ],
    [
      'a confirmed gift unconfirmed',
      `UPDATE giving_gift SET state = 'failed' WHERE id = $1::uuid`,
      'entry-gift',
    ],
  ])('%s is found, and the row is named', async (_, harm, what) => {
    const [entry] = await opened.db.query<{ id: bigint }>(`SELECT ${mine} AS id`, [gift])
    const faults = await faultsAfter(harm)
    expect(faults.map((f) => f.what)).toContain(what)
    const backs = await opened.db.query<{ row: string }>(
      `SELECT 'giving_refund ' || id AS row FROM giving_refund WHERE gift_id = $1 UNION ALL
       SELECT 'giving_dispute ' || id FROM giving_dispute WHERE gift_id = $1 UNION ALL
       SELECT 'ledger_entry ' || entry_id FROM giving_refund WHERE gift_id = $1`,
      [gift],
    )
    const named = [`giving_gift ${gift}`, `ledger_entry ${entry!.id}`, ...backs.map((b) => b.row)]
    for (const fault of faults) expect(named).toContain(fault.row)
  })

  test('an entry that says it is a gift and has none is found', async () => {
    const faults = await faultsAfter(
      `INSERT INTO ledger_entry (source, key, kind, occurred_on, channel, input_hash, line_count)
       VALUES ('gift', $1, 'gift', '2026-03-07', 'card', '', 2)`,
      ['5f0c7d1e-0000-4000-8000-000000000000'],
    )
    expect(faults).toMatchObject([
      { what: 'entry-gift', detail: 'there is no gift 5f0c7d1e-0000-4000-8000-000000000000' },
    ])
  })

  test('a donor who was erased leaves clean books', async () => {
    expect(
      await faultsAfter(`UPDATE giving_gift SET donor_name = '', salt = '' WHERE id = $1::uuid`),
    ).toEqual([])
  })

  test('more gifts than one page holds are all looked at', async () => {
    const faults: Fault[] = []
    const trial = opened.db.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO giving_gift (id, campaign, amount_fen, locale, salt, donor_commitment, check_code)
         SELECT gen_random_uuid(), 'walk-11', 100, 'en', '', '', '' FROM generate_series(1, 4500)`,
      )
      faults.push(...(await faultsIn(tx)))
      throw new Undone()
    })
    await expect(trial).rejects.toThrow(Undone)
    expect(faults).toHaveLength(4500)
    expect(new Set(faults.map((f) => f.row)).size).toBe(4500)
  })
})
