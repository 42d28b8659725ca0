import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { acknowledgementNumber } from '~/giving/acknowledgement'
import { donorCommitment } from '~/giving/donor-commitment.server'
import { findAcknowledgement } from '~/giving/find-acknowledgement.server'
import { findGift } from '~/giving/find-gift.server'
import { listRecentGifts } from '~/giving/list-recent-gifts.server'
import { moderateMessage } from '~/giving/moderate-message.server'
import { theSoftware } from '~/identity/actor'
import { sealEntries } from '~/ledger/seal-entries.server'
import { databases, type TestDatabase } from '../setup/databases'
import { confirmedGift, expectCleanBooks, openWalk, startedGift } from './support'

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  let campaign: Campaign
  beforeAll(async () => {
    opened = await open()
    campaign = await openWalk(opened.db)
  })
  afterAll(async () => {
    await expectCleanBooks(opened.db)
    await opened.drop()
  })
  const seal = () => sealEntries(opened.db, [])
  const newest = async () => (await listRecentGifts(opened.db, campaign.slug, { limit: 1 }))[0]

  test('a gift is listed once it is sealed, newest first, and pages on', async () => {
    const first = await confirmedGift(opened.db, campaign, { amountFen: 6666n })
    expect(await listRecentGifts(opened.db, campaign.slug)).toEqual([])
    await seal()
    await confirmedGift(opened.db, campaign)
    await seal()
    const all = await listRecentGifts(opened.db, campaign.slug)
    expect(all.map((g) => g.index)).toEqual(['1', '0'])
    const [row] = await opened.db.query<{ at: Date }>(
      'SELECT confirmed_at AS at FROM giving_gift WHERE id = $1::uuid',
      [first],
    )
    const [after] = await listRecentGifts(opened.db, campaign.slug, {
      before: new Date(row!.at.getTime() + 1),
    })
    expect(after?.index).toBe('0')
    expect(await listRecentGifts(opened.db, 'nobody')).toEqual([])
  })

  test('a name is shown by consent only', async () => {
    await confirmedGift(opened.db, campaign, { name: '黄小明', nameConsent: true })
    await seal()
    expect(await newest()).toMatchObject({ name: '黄小明', amountFen: '6666' })
    await confirmedGift(opened.db, campaign, { name: '不愿具名', nameConsent: false })
    await seal()
    expect(await newest()).toMatchObject({ name: null })
    expect(JSON.stringify(await listRecentGifts(opened.db, campaign.slug))).not.toContain('不愿具名')
  })

  test('a message is shown only after a person approved it, and can be hidden again', async () => {
    const id = await confirmedGift(opened.db, campaign, { message: '<b>加油</b>' })
    await seal()
    expect((await newest())?.message).toBeNull()
    expect(await moderateMessage(opened.db, theSoftware, { giftId: id, decision: 'approved' })).toEqual({
      ok: true,
      giftId: id,
    })
    expect((await newest())?.message).toBe('<b>加油</b>')
    expect(await moderateMessage(opened.db, theSoftware, { giftId: id, decision: 'rejected' })).toEqual({
      ok: true,
      giftId: id,
    })
    expect((await newest())?.message).toBeNull()
  })

  test('there is nothing to decide about a gift without a message, or about no gift', async () => {
    const id = await startedGift(opened.db, campaign, { message: '' })
    const refusal = { ok: false, reason: 'no-message' }
    expect(await moderateMessage(opened.db, theSoftware, { giftId: id, decision: 'approved' })).toEqual(
      refusal,
    )
    expect(
      await moderateMessage(opened.db, theSoftware, {
        giftId: '5f0c7d1e-0000-4000-8000-000000000000',
        decision: 'approved',
      }),
    ).toEqual(refusal)
  })

  test('an acknowledgement opens with number and code together, and with nothing less', async () => {
    const id = await confirmedGift(opened.db, campaign)
    const { number, code } = (await findGift(opened.db, id))!.acknowledgement!
    expect(await findAcknowledgement(opened.db, number, code)).toMatchObject({ leafIndex: null })
    await seal()
    const found = (await findAcknowledgement(opened.db, ` ${number.toLowerCase()} `, code.toLowerCase()))!
    expect(found).toMatchObject({
      gift: { id, acknowledgement: { number, code } },
      campaign: { en: campaign.en.name },
    })
    expect(typeof found.leafIndex).toBe('bigint')
    expect(found.commitment).toEqual(donorCommitment(found.salt, '梁锦华'))
    const [entry] = await opened.db.query<{ c: Uint8Array }>(
      `SELECT donor_commitment AS c FROM ledger_entry WHERE source = 'gift' AND key = $1`,
      [id],
    )
    expect(Buffer.from(entry!.c)).toEqual(Buffer.from(found.commitment))

    const wrongCode = (code[0] === '0' ? '1' : '0') + code.slice(1)
    const serial = BigInt(number.split('-')[2]!)
    for (const [n, c] of [
      [number, wrongCode],
      [number, ''],
      [number, code.slice(1)],
      [number.replace(/\d$/, (d) => String((Number(d) + 1) % 10)), code],
      [acknowledgementNumber(2025, serial), code],
      [acknowledgementNumber(2026, serial + 1_000n), code],
      ['', code],
    ] as const) {
      expect(await findAcknowledgement(opened.db, n, c)).toBeNull()
    }
  })
})
