import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { detectCardTesting } from '~/giving/detect-card-testing.server'
import { eraseUnpaidGifts } from '~/giving/erase-unpaid-gifts.server'
import { findGift } from '~/giving/find-gift.server'
import { listMessages } from '~/giving/list-messages.server'
import { listRecentGifts } from '~/giving/list-recent-gifts.server'
import { moderateMessage } from '~/giving/moderate-message.server'
import { moderateName } from '~/giving/moderate-name.server'
import type { Actor } from '~/identity/actor'
import type { Role } from '~/identity/role'
import { sealEntries } from '~/ledger/seal-entries.server'
import { databases, type TestDatabase } from '../setup/databases'
import { confirmedGift, expectCleanBooks, fact, openWalk, settle, startedGift } from './support'

const person = (role: Role, scope = '*', name = 'Lin'): Actor => ({
  kind: 'person',
  id: `p-${name}`,
  name,
  from: '192.0.2.1',
  grants: [{ role, scope, standsInFor: null }],
})
const lin = person('organiser', 'walk-11')
const chen = person('organiser', '*', 'Chen')

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
  const query = <Row>(text: string, params: unknown[] = []) => opened.db.query<Row>(text, params)
  const trail = async () =>
    (await query<{ all: string }>(`SELECT coalesce(json_agg(a)::text, '') AS all FROM identity_act a`))[0]!
      .all

  test('the second of two moderators is told, and the first word stands', async () => {
    const id = await confirmedGift(opened.db, campaign, { message: '独一无二的话' })
    const seen = 'waiting' as const
    expect(await moderateMessage(opened.db, lin, { giftId: id, decision: 'approved', seen })).toMatchObject({
      ok: true,
    })
    expect(await moderateMessage(opened.db, chen, { giftId: id, decision: 'rejected', seen })).toEqual({
      ok: false,
      reason: 'decided-meanwhile',
      by: 'Lin',
    })
    expect(await moderateMessage(opened.db, chen, { giftId: id, decision: 'approved', seen })).toMatchObject({
      ok: true,
    })
    const all = await trail()
    expect(all.match(/message\.moderate/g)).toHaveLength(1)
    expect(all).not.toContain('独一无二的话')
    expect(await moderateMessage(opened.db, chen, { giftId: id, decision: 'waiting' })).toMatchObject({
      ok: true,
    })
    const { messages } = await listMessages(opened.db, 'waiting', { reach: ['walk-11'] })
    expect(messages.map((m) => m.giftId)).toContain(id)
  })

  test('a moderator reaches the campaigns of the scope only', async () => {
    const id = await confirmedGift(opened.db, campaign)
    for (const by of [person('organiser', 'another'), person('treasurer'), person('auditor')]) {
      expect(await moderateMessage(opened.db, by, { giftId: id, decision: 'approved' })).toEqual({
        ok: false,
        reason: 'not-allowed',
      })
      expect(await moderateName(opened.db, by, { giftId: id, decision: 'hidden' })).toEqual({
        ok: false,
        reason: 'not-allowed',
      })
    }
    expect((await listMessages(opened.db, 'waiting', { reach: ['another'] })).messages).toEqual([])
  })

  test('messages wait oldest first, page on by key, and unpaid gifts’ messages wait for nobody', async () => {
    await startedGift(opened.db, campaign, { message: '没有付款' })
    await confirmedGift(opened.db, campaign)
    const all = (await listMessages(opened.db, 'waiting', { reach: '*' })).messages
    expect(all.map((m) => m.message)).not.toContain('没有付款')
    const times = all.map((m) => m.at.getTime())
    expect(times).toEqual([...times].sort((a, b) => a - b))
    for (const view of ['waiting', 'names', 'decided'] as const) {
      const whole = (await listMessages(opened.db, view, { reach: '*' })).messages.map((m) => m.giftId)
      const paged: string[] = []
      let after: Parameters<typeof listMessages>[2]['after']
      do {
        const page = await listMessages(opened.db, view, { reach: '*', after, limit: 1 })
        paged.push(...page.messages.map((m) => m.giftId))
        after = page.next ?? undefined
      } while (after)
      expect(paged).toEqual(whole)
    }
  })

  test('a hidden name is shown as anonymous to the public, stays with the donor, and can come back', async () => {
    const id = await confirmedGift(opened.db, campaign, { name: '低价代购加微信' })
    await sealEntries(opened.db, [])
    const newest = async () => (await listRecentGifts(opened.db, campaign.slug, { limit: 1 }))[0]?.name
    expect(await newest()).toBe('低价代购加微信')
    expect(await moderateName(opened.db, lin, { giftId: id, decision: 'hidden' })).toMatchObject({ ok: true })
    expect(await newest()).toBeNull()
    expect(await findGift(opened.db, id)).toMatchObject({ donorName: '低价代购加微信', nameHidden: true })
    expect(await moderateName(opened.db, lin, { giftId: id, decision: 'shown' })).toMatchObject({ ok: true })
    expect(await newest()).toBe('低价代购加微信')
    expect(await trail()).not.toContain('低价代购')
    const silent = await confirmedGift(opened.db, campaign, { nameConsent: false })
    expect(await moderateName(opened.db, lin, { giftId: silent, decision: 'hidden' })).toEqual({
      ok: false,
      reason: 'no-name',
    })
  })

  test('unpaid gifts lose their person after 30 days, paid and younger ones keep theirs, late money still arrives', async () => {
    const [old, young, paid] = [
      await startedGift(opened.db, campaign),
      await startedGift(opened.db, campaign),
      await confirmedGift(opened.db, campaign),
    ]
    await query(
      `UPDATE giving_gift SET created_at = now() - interval '31 days' WHERE id = ANY ($1::uuid[])`,
      [[old, paid]],
    )
    await query(`UPDATE giving_gift SET created_at = now() - interval '29 days' WHERE id = $1::uuid`, [young])
    expect(await eraseUnpaidGifts(opened.db, new Date())).toBe(1)
    expect(await eraseUnpaidGifts(opened.db, new Date())).toBe(0)
    expect(await findGift(opened.db, old)).toMatchObject({
      state: 'expired',
      donorName: '',
      contactEmail: '',
      message: '',
      dedication: '',
      nameConsent: false,
      amountFen: 6666n,
    })
    const [row] = await query<{ salt: number }>(
      'SELECT octet_length(salt) AS salt FROM giving_gift WHERE id = $1::uuid',
      [old],
    )
    expect(row!.salt).toBe(0)
    for (const id of [young, paid])
      expect(await findGift(opened.db, id)).toMatchObject({ donorName: '梁锦华' })
    expect(await trail()).toContain('gift.erase-unpaid')
    expect(await settle(opened.db, fact(old))).toMatchObject({ outcome: 'confirmed' })
  })

  test('a burst that hardly anyone pays is alerted once, a crowd that pays is not', async () => {
    expect(await detectCardTesting(opened.db, new Date())).toEqual([])
    const many = (n: number) =>
      query(
        `INSERT INTO giving_gift (id, campaign, amount_fen, locale, salt, donor_commitment, check_code, state)
         SELECT gen_random_uuid(), 'walk-11', 100, 'zh-CN', '\\x01', '\\x01', 'X', 'failed' FROM generate_series(1, $1::int)`,
        [n],
      )
    await query(`UPDATE giving_gift SET confirmed_at = now() - interval '1 hour' WHERE state = 'confirmed'`)
    await many(29)
    expect(await detectCardTesting(opened.db, new Date(Date.now() + 86_400_000))).toEqual([])
    await many(30)
    expect(await detectCardTesting(opened.db, new Date())).toEqual(['walk-11'])
    expect(await detectCardTesting(opened.db, new Date())).toEqual([])
    await query(`UPDATE giving_gift SET confirmed_at = now() WHERE state = 'confirmed'`)
    await query(`DELETE FROM platform_alert WHERE kind = 'card-testing'`)
    await query(
      `DELETE FROM giving_gift WHERE check_code = 'X' AND id IN (SELECT id FROM giving_gift WHERE check_code = 'X' LIMIT 29)`,
    )
    expect(await detectCardTesting(opened.db, new Date())).toEqual([])
    await query(`DELETE FROM giving_gift WHERE check_code = 'X'`)
  })
})
