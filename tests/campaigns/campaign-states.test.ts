import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takesGifts } from '~/campaigns/campaign'
import type { CampaignInput } from '~/campaigns/campaign-input'
import { closeCampaign } from '~/campaigns/close-campaign.server'
import { createSeries } from '~/campaigns/create-series.server'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { listCampaigns } from '~/campaigns/list-campaigns.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import { settleCampaign } from '~/giving/settle-campaign.server'
import { theSoftware } from '~/identity/actor'
import { fact, prepare, settle, startedGift, walk } from '../giving/support'
import { databases, type TestDatabase } from '../setup/databases'

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  const db = () => opened.db
  let edition = 100
  /** A draft of its own for each test. */
  async function drafted(change: Partial<CampaignInput> = {}): Promise<string> {
    edition += 1
    const slug = `walk-${edition}`
    expect(await draftCampaign(db(), theSoftware, { ...walk, slug, edition, ...change })).toEqual({
      ok: true,
      slug,
    })
    return slug
  }
  const state = async (slug: string) => (await findCampaign(db(), slug))?.state
  const force = (slug: string, to: string) =>
    db().query('UPDATE campaigns_campaign SET state = $2 WHERE slug = $1', [slug, to])

  beforeAll(async () => {
    opened = await open()
    await prepare(db())
  })
  afterAll(() => opened.drop())

  test('a series is created once and refused when it says nothing', async () => {
    const series = {
      slug: 'relief-day',
      name: { zh: '济困日', en: 'Relief day' },
      about: { zh: '六月', en: 'June' },
    }
    expect(await createSeries(db(), theSoftware, series)).toMatchObject({ ok: true, created: true })
    expect(await createSeries(db(), theSoftware, series)).toMatchObject({ ok: true, created: false })
    expect(await createSeries(db(), theSoftware, { ...series, slug: 'Bad Slug' })).toEqual({
      ok: false,
      reason: 'invalid',
    })
    expect(await createSeries(db(), theSoftware, { ...series, name: { zh: '', en: 'x' } })).toEqual({
      ok: false,
      reason: 'invalid',
    })
  })

  test('a draft is read back as it was written, and the public list does not show it', async () => {
    const slug = await drafted({ goalFen: '30000000', levelsKm: [5, 10], eventOn: '2026-03-07' })
    expect(await findCampaign(db(), slug)).toMatchObject({
      slug,
      state: 'draft',
      zh: { name: walk.name.zh },
      en: { name: walk.name.en },
      goalFen: 30_000_000n,
      levelsKm: [5, 10],
      eventOn: '2026-03-07',
      routing: {
        donorMayChoose: true,
        routes: [
          { fund: 'elders', nameZh: '长者关爱基金', basisPoints: 7000 },
          { fund: 'children', basisPoints: 3000 },
        ],
      },
    })
    expect((await listCampaigns(db())).map((c) => c.slug)).not.toContain(slug)
  })

  test('a draft is refused for what it lacks, naming the fields', async () => {
    const wrong = { ...walk, slug: 'Walk 11', endsOn: '2025-12-31', goalFen: '-1', name: { zh: '', en: '' } }
    const refused = await draftCampaign(db(), theSoftware, wrong)
    expect(refused).toMatchObject({ ok: false, reason: 'invalid' })
    expect(refused.fields).toEqual(expect.arrayContaining(['slug', 'goalFen', 'name.zh', 'name.en']))
    expect(await draftCampaign(db(), theSoftware, { ...walk, endsOn: '2025-12-31' })).toMatchObject({
      fields: ['endsOn'],
    })
  })

  test('a draft is refused for an unknown series, a slug or an edition that is taken', async () => {
    const slug = await drafted()
    expect(await draftCampaign(db(), theSoftware, { ...walk, series: 'nobody' })).toEqual({
      ok: false,
      reason: 'unknown-series',
    })
    expect(await draftCampaign(db(), theSoftware, { ...walk, slug })).toEqual({
      ok: false,
      reason: 'slug-taken',
    })
    expect(await draftCampaign(db(), theSoftware, { ...walk, slug: 'other', edition })).toEqual({
      ok: false,
      reason: 'edition-taken',
    })
  })

  test('it goes from draft to open to closed to settled, and every other step is refused', async () => {
    const slug = await drafted()
    expect(await closeCampaign(db(), theSoftware, slug)).toEqual({ ok: false, reason: 'not-open' })
    expect(await db().transaction((tx) => settleCampaign(tx, theSoftware, slug))).toEqual({
      ok: false,
      reason: 'not-closed',
    })
    expect(await db().transaction((tx) => openCampaign(tx, theSoftware, slug))).toEqual({ ok: true, slug })
    expect(await db().transaction((tx) => openCampaign(tx, theSoftware, slug))).toEqual({
      ok: false,
      reason: 'not-a-draft',
    })
    expect(await db().transaction((tx) => settleCampaign(tx, theSoftware, slug))).toEqual({
      ok: false,
      reason: 'not-closed',
    })
    expect(await closeCampaign(db(), theSoftware, slug)).toEqual({ ok: true, slug })
    expect(await closeCampaign(db(), theSoftware, slug)).toEqual({ ok: false, reason: 'not-open' })
    expect(await db().transaction((tx) => openCampaign(tx, theSoftware, slug))).toEqual({
      ok: false,
      reason: 'not-a-draft',
    })
    expect(await db().transaction((tx) => settleCampaign(tx, theSoftware, slug))).toEqual({ ok: true, slug })
    expect(await db().transaction((tx) => settleCampaign(tx, theSoftware, slug))).toEqual({
      ok: false,
      reason: 'not-closed',
    })
    expect(await state(slug)).toBe('settled')
    expect(await db().transaction((tx) => openCampaign(tx, theSoftware, 'nobody'))).toEqual({
      ok: false,
      reason: 'unknown-campaign',
    })
    expect(await closeCampaign(db(), theSoftware, 'nobody')).toEqual({ ok: false, reason: 'not-open' })
  })

  test.each([
    ['no filing number', { filingNumber: null }],
    ['an empty filing number', { filingNumber: '  ' }],
    ['no designated platform', { designatedPlatform: null }],
  ])('public fundraising with %s is opened neither by the verb nor by the database', async (_, change) => {
    const slug = await drafted(change)
    expect(await db().transaction((tx) => openCampaign(tx, theSoftware, slug))).toEqual({
      ok: false,
      reason: 'filing-missing',
    })
    for (const to of ['open', 'closed', 'settled']) {
      await expect(force(slug, to)).rejects.toThrow(/campaigns_campaign_filed/)
    }
    expect(await state(slug)).toBe('draft')
  })

  test('members and units only needs no filing number', async () => {
    const slug = await drafted({ membersOnly: true, filingNumber: null, designatedPlatform: null })
    expect(await db().transaction((tx) => openCampaign(tx, theSoftware, slug))).toEqual({ ok: true, slug })
  })

  test('a rule that cannot carry money is not opened', async () => {
    const one = (fund: string, basisPoints: number, onOffer = true) => ({ fund, basisPoints, onOffer })
    const tries = [
      [[one('elders', 9_999)], 'routing-not-whole'],
      [[one('elders', 10_000, false)], 'routing-nothing-on-offer'],
      [[one('nobody', 10_000)], 'unknown-fund'],
      [[], 'routing-empty'],
    ] as const
    for (const [routes, reason] of tries) {
      const slug = await drafted({ routes: [...routes] })
      expect(await db().transaction((tx) => openCampaign(tx, theSoftware, slug))).toEqual({
        ok: false,
        reason,
      })
    }
  })

  test('nothing is settled while a payment is under way or a gift is held', async () => {
    const slug = await drafted()
    await db().transaction((tx) => openCampaign(tx, theSoftware, slug))
    const campaign = (await findCampaign(db(), slug))!
    const gift = await startedGift(db(), campaign)
    await settle(db(), fact(gift, { status: 'processing' }))
    await closeCampaign(db(), theSoftware, slug)
    expect(await db().transaction((tx) => settleCampaign(tx, theSoftware, slug))).toEqual({
      ok: false,
      reason: 'gifts-unsettled',
    })
    await settle(db(), fact(gift, { amountFen: '1' }))
    expect(await db().transaction((tx) => settleCampaign(tx, theSoftware, slug))).toEqual({
      ok: false,
      reason: 'gifts-unsettled',
    })
    await settle(db(), fact(gift))
    expect(await db().transaction((tx) => settleCampaign(tx, theSoftware, slug)), 'held stays held').toEqual({
      ok: false,
      reason: 'gifts-unsettled',
    })
    await db().query(`UPDATE giving_gift SET state = 'failed' WHERE id = $1`, [gift])
    expect(await db().transaction((tx) => settleCampaign(tx, theSoftware, slug))).toEqual({ ok: true, slug })
  })

  test('nothing is settled while a checkout is open, and what is paid after the settlement waits for a person', async () => {
    const slug = await drafted()
    await db().transaction((tx) => openCampaign(tx, theSoftware, slug))
    const gift = await startedGift(db(), (await findCampaign(db(), slug))!)
    await closeCampaign(db(), theSoftware, slug)
    expect(await db().transaction((tx) => settleCampaign(tx, theSoftware, slug))).toEqual({
      ok: false,
      reason: 'gifts-unsettled',
    })
    await settle(db(), fact(gift, { status: 'expired' }))
    expect(await db().transaction((tx) => settleCampaign(tx, theSoftware, slug))).toEqual({ ok: true, slug })
    expect(await settle(db(), fact(gift))).toMatchObject({ outcome: 'held', reason: 'campaign-settled' })
  })

  test('a slug is in sealed leaves and printed codes: it is neither renamed nor removed', async () => {
    const slug = await drafted()
    await expect(
      db().query(`UPDATE campaigns_campaign SET slug = 'renamed' WHERE slug = $1`, [slug]),
    ).rejects.toThrow(/ledger_key_is_kept/)
  })
})

test('gifts are taken while open, from the first day to the last, Shanghai time', () => {
  const campaign = { state: 'open' as const, startsOn: '2026-01-10', endsOn: '2026-03-07' }
  expect(takesGifts(campaign, '2026-01-09')).toBe(false)
  expect(takesGifts(campaign, '2026-01-10')).toBe(true)
  expect(takesGifts(campaign, '2026-03-07')).toBe(true)
  expect(takesGifts(campaign, '2026-03-08')).toBe(false)
  for (const state of ['draft', 'closed', 'settled'] as const) {
    expect(takesGifts({ ...campaign, state }, '2026-02-01')).toBe(false)
  }
})
