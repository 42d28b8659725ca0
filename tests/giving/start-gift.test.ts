import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { donorCommitment } from '~/giving/donor-commitment.server'
import { findGift } from '~/giving/find-gift.server'
import { startGift } from '~/giving/start-gift.server'
import { type Database, openDatabase } from '~/platform/db.server'
import { databases, type TestDatabase } from '../setup/databases'
import {
  confirmedGift,
  draft,
  expectCleanBooks,
  fact,
  openWalk,
  publicUrl,
  recordingGateway,
  settle,
  today,
} from './support'

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  /** Another connection where the database has more than one. */
  let other: Database
  let campaign: Campaign
  const input = (change: object = {}) => ({
    formId: randomUUID(),
    draft,
    campaign,
    today,
    locale: 'zh-CN' as const,
    publicUrl,
    ...change,
  })
  const gifts = async () => (await opened.db.query('SELECT id FROM giving_gift')).length

  beforeAll(async () => {
    opened = await open()
    other = opened.url ? await openDatabase({ url: opened.url, dataDir: '', poolSize: 1 }) : opened.db
    campaign = await openWalk(opened.db)
  })
  afterAll(async () => {
    if (opened.url) await other.close()
    await opened.drop()
  })

  test('the provider is asked once, for gift and fee together, after the gift is committed', async () => {
    const seen: string[] = []
    const { gateway, asked } = recordingGateway(async ({ giftId }) => {
      const gift = await findGift(other, giftId)
      seen.push(`${gift?.state} ${gift?.shares.length}`)
    })
    const started = await startGift(opened.db, gateway, input())
    expect(started).toMatchObject({ ok: true, url: expect.stringMatching(/^https:\/\/pay\.example\.org\//) })
    expect(seen).toEqual(['started 2'])
    const giftId = started.ok ? started.giftId : ''
    expect(asked).toEqual([
      {
        giftId,
        amountFen: 6706n,
        currency: 'CNY',
        description: '第十一届慈善健康行',
        locale: 'zh-CN',
        returnUrl: `${publicUrl}/gifts/${giftId}`,
        cancelUrl: `${publicUrl}/gifts/${giftId}?cancelled=1`,
        scanUrl: `${publicUrl}/gifts/${giftId}/pay`,
      },
    ])
    expect(await findGift(opened.db, giftId)).toMatchObject({
      state: 'started',
      amountFen: 6666n,
      feeCoverFen: 40n,
      donorName: '梁锦华',
      nameConsent: true,
      acknowledgement: null,
      checkoutRef: `cs_${giftId}`,
      shares: [
        { fund: 'elders', nameZh: '长者关爱基金', amountFen: 4666n },
        { fund: 'children', nameEn: 'Children Fund', amountFen: 2000n },
      ],
    })
    const [row] = await opened.db.query<{
      salt: Uint8Array
      donor_commitment: Uint8Array
      check_code: string
    }>('SELECT salt, donor_commitment, check_code FROM giving_gift WHERE id = $1::uuid', [giftId])
    expect(row!.salt).toHaveLength(16)
    expect(Buffer.from(row!.donor_commitment)).toEqual(donorCommitment(row!.salt, '梁锦华'))
    expect(row!.check_code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/)
  })

  test('the same form sent again, even at once, is one gift and one checkout', async () => {
    const before = await gifts()
    const { gateway, asked } = recordingGateway()
    const form = input()
    const first = await startGift(opened.db, gateway, form)
    const answers = await Promise.all(Array.from({ length: 5 }, () => startGift(opened.db, gateway, form)))
    expect(answers).toEqual(answers.map(() => first))
    expect(asked).toHaveLength(1)
    expect(await gifts()).toBe(before + 1)

    const racing = input()
    const raced = await Promise.all(Array.from({ length: 5 }, () => startGift(opened.db, gateway, racing)))
    expect(new Set(raced.map((r) => JSON.stringify(r))).size).toBe(1)
    expect(new Set(asked.slice(1).map((a) => a.giftId)).size).toBe(1) // the provider folds them by this key
    expect(await gifts()).toBe(before + 2)
  })

  test('a changed form is another gift', async () => {
    const { gateway, asked } = recordingGateway()
    const form = input()
    const ids = new Set<string>()
    const one = { shares: [{ fund: 'elders', amountFen: 6666n }] }
    for (const change of [{}, one, { name: '另一人' }, { email: '' }]) {
      const started = await startGift(opened.db, gateway, { ...form, draft: { ...draft, ...change } })
      if (started.ok) ids.add(started.giftId)
    }
    expect(ids.size).toBe(4)
    expect(asked).toHaveLength(4)
  })

  test('a provider that is away costs nothing: the same form works when it is back', async () => {
    const { gateway, asked, state } = recordingGateway()
    const form = input()
    state.away = true
    expect(await startGift(opened.db, gateway, form)).toEqual({ ok: false, reason: 'provider-unavailable' })
    const before = await gifts()
    state.away = false
    expect(await startGift(opened.db, gateway, form)).toMatchObject({ ok: true })
    expect(asked.map((a) => a.giftId)).toEqual([asked[0]!.giftId, asked[0]!.giftId])
    expect(await gifts()).toBe(before)
  })

  test('a gift that is paid, or under way, leads to its own page and asks for no second payment', async () => {
    const { gateway, asked } = recordingGateway()
    const form = input({ locale: 'en' })
    const started = await startGift(opened.db, gateway, form)
    const giftId = started.ok ? started.giftId : ''
    for (const status of ['processing', 'paid'] as const) {
      await settle(opened.db, fact(giftId, { status }))
      expect(await startGift(opened.db, gateway, form)).toEqual({
        ok: true,
        giftId,
        url: `${publicUrl}/en/gifts/${giftId}`,
      })
    }
    expect(asked).toHaveLength(1)
    await expectCleanBooks(opened.db)
  })

  test('a campaign that takes no gifts is refused before anything is written or sent', async () => {
    const { gateway, asked } = recordingGateway()
    const before = await gifts()
    const refusal = { ok: false, reason: 'campaign-closed' }
    expect(await startGift(opened.db, gateway, input({ today: '2026-07-01' }))).toEqual(refusal)
    expect(
      await startGift(opened.db, gateway, input({ campaign: { ...campaign, state: 'closed' } })),
    ).toEqual(refusal)
    expect(asked).toEqual([])
    expect(await gifts()).toBe(before)
  })

  test('what looks like code is kept as text', async () => {
    const name = `<b>"'; DROP TABLE giving_gift; --=1+1 𠮷🎉`
    const id = await confirmedGift(opened.db, campaign, { name })
    expect((await findGift(opened.db, id))?.donorName).toBe(name)
    await expectCleanBooks(opened.db)
  })

  test('an id that is none finds nothing', async () => {
    for (const id of ['', 'x', "'; --", randomUUID(), randomUUID().toUpperCase()]) {
      expect(await findGift(opened.db, id)).toBeNull()
    }
  })
})
