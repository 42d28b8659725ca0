import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import { exportGifts } from '~/giving/export-gifts.server'
import { findGift } from '~/giving/find-gift.server'
import { findGiftFile } from '~/giving/find-gift-file.server'
import { type FindGifts, findGifts, type GiftCursor } from '~/giving/find-gifts.server'
import { readGiftFilter } from '~/giving/gift-filter'
import { readGiftQuery } from '~/giving/gift-query'
import { lookAtContact } from '~/giving/look-at-contact.server'
import type { Actor } from '~/identity/actor'
import { theSoftware } from '~/identity/actor'
import { exportActs } from '~/identity/export-acts.server'
import { listActs, readActFilter } from '~/identity/list-acts.server'
import type { Role } from '~/identity/role'
import { databases, type TestDatabase } from '../setup/databases'
import { confirmedGift, openWalk, startedGift, walk } from './support'

const nobody = readGiftFilter(new URLSearchParams())
const actor = (role: Role, scope = '*'): Actor => ({
  kind: 'person',
  id: role,
  name: role,
  from: '192.0.2.1',
  grants: [{ role, scope, standsInFor: null }],
})

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  let other: Campaign
  const ids = {} as Record<'named' | 'longer' | 'fee' | 'unpaid' | 'elsewhere' | 'latin', string>
  const find = async (typed: string, more: Partial<FindGifts> = {}) => {
    const query = readGiftQuery(typed)
    if (query === 'number-mistyped') throw new Error(query)
    const { gifts } = await findGifts(opened.db, { reach: '*', query, filter: nobody, ...more })
    return gifts.map((gift) => gift.id)
  }

  beforeAll(async () => {
    opened = await open()
    const campaign = await openWalk(opened.db)
    expect(
      await draftCampaign(opened.db, theSoftware, { ...walk, slug: 'walk-12', edition: 12 }),
    ).toMatchObject({
      ok: true,
    })
    expect(await opened.db.transaction((tx) => openCampaign(tx, theSoftware, 'walk-12'))).toMatchObject({
      ok: true,
    })
    other = (await findCampaign(opened.db, 'walk-12'))!
    const shares = (fen: bigint) => ({ amountFen: fen, shares: [{ fund: 'elders', amountFen: fen }] })
    ids.longer = await confirmedGift(opened.db, campaign, {
      ...shares(50_000n),
      feeCoverFen: 0n,
      name: '陈大文武',
    })
    ids.named = await confirmedGift(opened.db, campaign, {
      ...shares(6_667n),
      feeCoverFen: 0n,
      name: '陈大文',
      email: 'One@Example.org',
    })
    ids.fee = await confirmedGift(opened.db, campaign, { feeCoverFen: 40n, name: '', email: '' })
    ids.unpaid = await startedGift(opened.db, campaign, { name: '李%_白', email: '' })
    ids.latin = await startedGift(opened.db, campaign, { name: 'Zoë O\'Neil "Z"', email: '' })
    ids.elsewhere = await confirmedGift(opened.db, other, {
      ...shares(6_667n),
      feeCoverFen: 0n,
      name: '陈大文',
      email: '',
    })
  })
  afterAll(() => opened.drop())

  test('a gift is found by each of its keys', async () => {
    const { acknowledgement } = (await findGift(opened.db, ids.named))!
    expect(await find(acknowledgement!.number)).toEqual([ids.named])
    expect(await find(ids.named)).toEqual([ids.named])
    expect(await find(`${ids.named.slice(0, 8)}…`)).toEqual([ids.named])
    expect(await find('one@example.ORG')).toEqual([ids.named])
    expect(await find(`pi_${ids.named}`)).toEqual([ids.named])
    expect(await find(`cs_${ids.unpaid}`)).toEqual([ids.unpaid])
    expect(await find('66.67')).toEqual([ids.elsewhere, ids.named])
    expect(await find('66.67', { reach: ['walk-11'] })).toEqual([ids.named])
  })

  test('an amount is found as given and as charged', async () => {
    expect(await find('66.66')).toContain(ids.fee)
    expect(await find('67.06')).toContain(ids.fee)
    expect(await find('67.07')).toEqual([])
  })

  test('a name is found whole before longer ones, by its beginning, and whatever its case; signs of patterns mean themselves', async () => {
    expect(await find('陈大文')).toEqual([ids.elsewhere, ids.named, ids.longer])
    expect(await find('陈')).toEqual([ids.elsewhere, ids.named, ids.longer])
    expect(await find('大文')).toEqual([])
    expect(await find('李%')).toEqual([ids.unpaid])
    expect(await find('陈%')).toEqual([])
    expect(await find('zoë')).toEqual([ids.latin])
  })

  test('what lies outside of one’s reach is not found by any key', async () => {
    const { acknowledgement } = (await findGift(opened.db, ids.elsewhere))!
    for (const typed of [
      acknowledgement!.number,
      ids.elsewhere,
      `pi_${ids.elsewhere}`,
      '陈大文',
      '66.67',
      '',
    ]) {
      const found = await find(typed, { reach: ['walk-11'] })
      expect([typed, found.includes(ids.elsewhere)]).toEqual([typed, false])
      expect(await find(typed, { reach: ['walk-11'], filter: { ...nobody, campaign: 'walk-12' } })).toEqual(
        [],
      )
      expect(await find(typed, { reach: [] })).toEqual([])
    }
  })

  test('filters narrow by campaign, state, channel and day', async () => {
    const by = (filter: Record<string, string>) =>
      find('', { filter: readGiftFilter(new URLSearchParams(filter)) })
    expect(await by({ campaign: 'walk-12' })).toEqual([ids.elsewhere])
    expect((await by({ state: 'started' })).sort()).toEqual([ids.unpaid, ids.latin].sort())
    expect(await by({ channel: 'alipay' })).toEqual([])
    expect((await by({ channel: 'wechat_pay' })).length).toBe(4)
    expect(await by({ from: '2999-01-01' })).toEqual([])
    expect((await by({ to: '2999-01-01' })).length).toBe(6)
    expect((await by({ from: 'nonsense', to: '2026-02-31' })).length).toBe(6)
  })

  test.each(['', '陈', '66.67'])('pages by key give every gift of "%s" once and in order', async (typed) => {
    const all = await find(typed)
    const paged: string[] = []
    let after: GiftCursor | undefined
    do {
      const query = readGiftQuery(typed) as FindGifts['query']
      const page = await findGifts(opened.db, { reach: '*', query, filter: nobody, after, limit: 1 })
      paged.push(...page.gifts.map((gift) => gift.id))
      after = page.next ?? undefined
    } while (after)
    expect(paged).toEqual(all)
  })

  test('a gift’s file tells its events, ledger place and mail, and not the address', async () => {
    await opened.db.query(
      `SELECT payments_store_event('stripe', 'evt_x', 'charge.succeeded', now(), 'webhook', '{}', $1::jsonb)`,
      [JSON.stringify({ outcome: 'already', gift: ids.named })],
    )
    const file = (await findGiftFile(opened.db, ids.named))!
    expect(file).toMatchObject({
      paymentRef: `pi_${ids.named}`,
      mail: 'waits',
      leafIndex: null,
      events: [{ id: 'evt_x', outcome: 'already' }],
    })
    expect(JSON.stringify(file, (_, v) => (typeof v === 'bigint' ? `${v}` : v))).not.toMatch(/example\.org"/i)
    expect(await findGiftFile(opened.db, 'nonsense')).toBeNull()
  })

  test('each look at an address stands in the trail, the address does not; who may not look leaves no trace', async () => {
    const acts = async () =>
      (await listActs(opened.db, readActFilter(new URLSearchParams({ action: 'gift.look' })))).acts
    for (const role of ['auditor', 'organiser', 'reviewer'] as const) {
      expect(await lookAtContact(opened.db, actor(role), ids.named)).toEqual({
        ok: false,
        reason: 'not-allowed',
      })
    }
    expect(await acts()).toEqual([])
    expect(await lookAtContact(opened.db, actor('treasurer'), ids.named)).toEqual({
      ok: true,
      mail: 'One@Example.org',
    })
    const told = await acts()
    expect(told).toMatchObject([{ actorId: 'treasurer', subjectKind: 'gift', subjectId: ids.named }])
    expect(JSON.stringify(told[0], (_, v) => (typeof v === 'bigint' ? `${v}` : v))).not.toMatch(/example/i)
  })

  describe('an export', () => {
    const outlet = { ready: async () => true }
    const csv = async (by: Actor, typed = '', campaign: string | null = null) => {
      const query = readGiftQuery(typed) as FindGifts['query']
      const filter = { ...nobody, campaign }
      const response = await exportGifts(opened.db, by, {
        query,
        filter,
        format: 'csv',
        locale: 'zh-CN',
        outlet,
      })
      return (await response.text()).trimEnd().split('\r\n')
    }

    test('holds what its taker may see: addresses for the treasurer, one campaign for its organiser', async () => {
      const all = await csv(actor('treasurer'))
      expect(all.length).toBe(7)
      expect(all.join()).toContain('One@Example.org')
      expect(all.join()).toContain('已到账')
      for (const by of [actor('organiser'), actor('auditor')]) {
        expect((await csv(by)).length).toBe(7)
        expect((await csv(by)).join()).not.toMatch(/example\.org/i)
      }
      const own = await csv(actor('organiser', 'walk-12'))
      expect(own.length).toBe(2)
      expect(await csv(actor('organiser', 'walk-12'), '', 'walk-11')).toHaveLength(1)
    })

    test('is nothing to whoever has no right to it, also when no page stands before it', async () => {
      const before = await opened.db.query('SELECT FROM identity_act')
      const asked = { format: 'csv', locale: 'zh-CN', outlet } as const
      for (const role of ['reviewer', 'fund-manager'] as const) {
        const gifts = await exportGifts(opened.db, actor(role), { ...asked, query: null, filter: nobody })
        const filter = readActFilter(new URLSearchParams())
        const acts = await exportActs(opened.db, actor(role), { ...asked, filter })
        expect([gifts.status, await gifts.text(), acts.status, await acts.text()]).toEqual([404, '', 404, ''])
      }
      expect(await opened.db.query('SELECT FROM identity_act')).toHaveLength(before.length)
    })

    test('is told in the trail before and after, with its rows and without the name that was looked for', async () => {
      await csv(actor('auditor'), '陈大文')
      const { acts } = await listActs(opened.db, readActFilter(new URLSearchParams({ person: 'auditor' })), {
        limit: 2,
      })
      expect(acts).toMatchObject([
        { action: 'gift.export-end', after: { rows: 3, whole: true } },
        { action: 'gift.export', after: { format: 'csv', contact: false, query: { by: 'name' } } },
      ])
      expect(JSON.stringify(acts.map((act) => act.after))).not.toContain('陈')
    })
  })
})
