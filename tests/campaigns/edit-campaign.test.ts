import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CampaignTexts, campaignInput } from '~/campaigns/campaign-input'
import { changeRouting } from '~/campaigns/change-routing.server'
import { closeCampaign } from '~/campaigns/close-campaign.server'
import { createSeries } from '~/campaigns/create-series.server'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { editCampaign } from '~/campaigns/edit-campaign.server'
import { editSeries } from '~/campaigns/edit-series.server'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { findSeries } from '~/campaigns/find-series.server'
import { listDeskCampaigns } from '~/campaigns/list-desk-campaigns.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import { readVersions } from '~/campaigns/read-versions.server'
import { settleCampaign } from '~/giving/settle-campaign.server'
import { type Actor, theSoftware } from '~/identity/actor'
import { listActsSince, listHistory } from '~/identity/list-history.server'
import type { Role } from '~/identity/role'
import { createFund } from '~/ledger/create-fund.server'
import { editFund } from '~/ledger/edit-fund.server'
import { confirmedGift, expectCleanBooks, prepare, startedGift, walk } from '../giving/support'
import { databases, type TestDatabase } from '../setup/databases'

const person = (role: Role, scope = '*'): Actor => ({
  kind: 'person',
  id: `${role}-${scope}`,
  name: `${role} ${scope}`,
  from: '192.0.2.1',
  grants: [{ role, scope, standsInFor: null }],
})
const organiser = person('organiser')
const treasurer = person('treasurer')

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  const db = () => opened.db
  let edition = 200
  async function drafted(change: object = {}) {
    edition += 1
    const slug = `edit-${edition}`
    const input = { ...walk, slug, edition, ...change }
    expect(await draftCampaign(db(), organiser, input)).toEqual({ ok: true, slug })
    return slug
  }
  const openIt = (slug: string, proposed?: { version: number; routingVersion: number }) =>
    db().transaction((tx) => openCampaign(tx, person('reviewer'), slug, proposed))
  async function texts(slug: string, change: Partial<CampaignTexts> = {}): Promise<CampaignTexts> {
    const c = (await findCampaign(db(), slug))!
    const { slug: _, madeUp: __, donorMayChoose: ___, routes: ____, ...base } = campaignInput.parse(walk)
    return {
      ...base,
      goalFen: c.goalFen?.toString() ?? null,
      series: c.series.slug,
      edition: c.edition,
      ...change,
    }
  }
  const edit = async (slug: string, change: Partial<CampaignTexts>, reason = '', by = organiser) =>
    editCampaign(db(), by, slug, {
      texts: await texts(slug, change),
      version: (await findCampaign(db(), slug))!.version,
      reason,
    })
  const acts = async (slug: string) =>
    (await listHistory(db(), { kind: 'campaign', id: slug })).acts.map((a) => a.action)

  beforeAll(async () => {
    opened = await open()
    await prepare(db())
  })
  afterAll(() => opened.drop())

  test('a draft may be edited whole, and the trail holds what was and what is of the changed fields only', async () => {
    const slug = await drafted()
    const name = { zh: '<script>alert(1)</script>', en: '"><img src=x onerror=alert(1)>' }
    expect(await edit(slug, { name, startsOn: '2026-02-01', goalFen: '30000000' })).toEqual({
      ok: true,
      changed: true,
    })
    expect(await findCampaign(db(), slug)).toMatchObject({
      zh: { name: name.zh },
      en: { name: name.en, story: walk.story.en },
      startsOn: '2026-02-01',
      goalFen: 30_000_000n,
      version: 2,
      routingVersion: 1,
    })
    const [act] = await listActsSince(db(), { kind: 'campaign', id: slug }, 'campaign.edit', 1)
    expect(act!.before).toEqual({
      nameZh: walk.name.zh,
      nameEn: walk.name.en,
      startsOn: walk.startsOn,
      goalFen: null,
    })
    expect(act!.after).toEqual({
      nameZh: name.zh,
      nameEn: name.en,
      startsOn: '2026-02-01',
      goalFen: '30000000',
      version: 2,
    })
    expect(act!.actorName).toBe('organiser *')
  })

  test('saving what already stands there writes no version and no act', async () => {
    const slug = await drafted()
    expect(await edit(slug, {})).toEqual({ ok: true, changed: false })
    expect((await findCampaign(db(), slug))!.version).toBe(1)
    expect(await acts(slug)).toEqual(['campaign.draft'])
  })

  test('who may not change it changes nothing, whichever verb and whichever slug', async () => {
    const slug = await drafted()
    for (const by of [person('organiser', 'another'), treasurer, person('auditor'), person('fund-manager')]) {
      const refused = { ok: false, reason: 'not-allowed' }
      expect(await edit(slug, { edition: 999 }, '', by)).toEqual(refused)
      const rule = { donorMayChoose: false, routes: [{ fund: 'elders', basisPoints: 10_000 }] }
      expect(await changeRouting(db(), by, slug, { rule, version: 1 })).toEqual(refused)
      expect(await closeCampaign(db(), by, slug)).toEqual(refused)
      expect(await draftCampaign(db(), by, { ...walk, slug: 'foreign', edition: 998 })).toEqual(refused)
    }
    expect(await createSeries(db(), person('organiser', slug), { ...series('s-x') })).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await db().transaction((tx) => openCampaign(tx, treasurer, slug))).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await db().transaction((tx) => settleCampaign(tx, organiser, slug))).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await findCampaign(db(), slug)).toMatchObject({ state: 'draft', edition, version: 1 })
    expect(await findCampaign(db(), 'foreign')).toBeNull()
    expect(await acts(slug)).toEqual(['campaign.draft'])
  })

  test('an unknown campaign, series or edition, and texts that are too long, are refused', async () => {
    const slug = await drafted()
    const long = { zh: '长'.repeat(10_000), en: 'x' }
    const refused = await edit(slug, { story: long })
    expect(refused).toMatchObject({ ok: false, reason: 'invalid' })
    expect(refused.faults).toHaveProperty(['story.zh'])
    expect(await edit(slug, { series: 'nobody' })).toEqual({ ok: false, reason: 'unknown-series' })
    const other = await drafted()
    expect(await edit(other, { edition: edition - 1 })).toEqual({ ok: false, reason: 'edition-taken' })
    expect(await editCampaign(db(), organiser, 'nobody', { texts: await texts(slug), version: 1 })).toEqual({
      ok: false,
      reason: 'unknown-campaign',
    })
    for (const cover of [
      'javascript:alert(1)',
      '/covers/../../etc/passwd',
      'https://example.org/x.png',
      '//x',
    ]) {
      expect(await edit(slug, { cover })).toMatchObject({ ok: false, reason: 'invalid' })
    }
    expect(await edit(slug, { cover: '/files/0123abcd/960.webp' })).toEqual({ ok: true, changed: true })
  })

  test('of two who save at once, one is told and nothing of the other is lost', async () => {
    const slug = await drafted()
    const one = await texts(slug, { place: { zh: '甲', en: 'A' } })
    const two = await texts(slug, { place: { zh: '乙', en: 'B' } })
    const both = await Promise.all(
      [one, two].map((t) => editCampaign(db(), organiser, slug, { texts: t, version: 1 })),
    )
    expect(both.filter((r) => r.ok)).toHaveLength(1)
    expect(both.find((r) => !r.ok)).toEqual({ ok: false, reason: 'changed-meanwhile' })
    expect((await findCampaign(db(), slug))!.version).toBe(2)
    const rule = (fund: string) => ({ donorMayChoose: false, routes: [{ fund, basisPoints: 10_000 }] })
    const routed = await Promise.all(
      ['elders', 'children'].map((fund) =>
        changeRouting(db(), organiser, slug, { rule: rule(fund), version: 1 }),
      ),
    )
    expect(routed.filter((r) => r.ok)).toHaveLength(1)
    expect(routed.find((r) => !r.ok)).toEqual({ ok: false, reason: 'changed-meanwhile' })
  })

  test('once open, what was promised stands; dates and filing change with a reason', async () => {
    const slug = await drafted()
    expect(await openIt(slug)).toMatchObject({ ok: true })
    const fixed = await edit(slug, { startsOn: '2026-01-02', membersOnly: true, edition: 777 }, 'because')
    expect(fixed).toMatchObject({
      reason: 'invalid',
      faults: { startsOn: 'fixed', membersOnly: 'fixed', edition: 'fixed' },
    })
    expect(await edit(slug, { endsOn: '2026-05-31' }, 'because')).toMatchObject({
      faults: { endsOn: 'ends-earlier' },
    })
    for (const change of [
      { endsOn: '2026-07-31' },
      { filingNumber: 'TEST-0002' },
      { designatedPlatformEn: 'Test platform' },
    ]) {
      expect(await edit(slug, change)).toMatchObject({ faults: { reason: 'reason-missing' } })
    }
    expect(await edit(slug, { filingNumber: null }, 'because')).toMatchObject({
      faults: { filingNumber: 'filing-missing' },
    })
    expect(await edit(slug, { story: { zh: '', en: '' } })).toMatchObject({
      faults: { storyZh: 'empty', storyEn: 'empty' },
    })
    expect((await findCampaign(db(), slug))!.version, 'nothing was saved').toBe(1)
    expect(await edit(slug, { endsOn: '2026-07-31', filingNumber: 'TEST-0002' }, '雨天延期')).toEqual({
      ok: true,
      changed: true,
    })
    const [act] = await listActsSince(db(), { kind: 'campaign', id: slug }, 'campaign.edit', 1)
    expect(act).toMatchObject({ note: '雨天延期', before: { endsOn: '2026-06-30' } })
  })

  test('closed and settled campaigns keep their figures; a settled one is corrected with its explanation only', async () => {
    const slug = await drafted()
    await openIt(slug)
    expect(await closeCampaign(db(), organiser, slug, '已筹满')).toEqual({ ok: true, slug })
    expect(await edit(slug, { goalFen: '1', endsOn: '2027-01-01' }, 'because')).toMatchObject({
      faults: { goalFen: 'fixed', endsOn: 'fixed' },
    })
    const rule = { donorMayChoose: false, routes: [{ fund: 'elders', basisPoints: 10_000 }] }
    expect(await changeRouting(db(), organiser, slug, { rule, version: 1, reason: 'x' })).toEqual({
      ok: false,
      reason: 'giving-has-ended',
    })
    expect(await db().transaction((tx) => settleCampaign(tx, treasurer, slug))).toEqual({ ok: true, slug })
    const summary = { zh: '更正', en: 'Corrected' }
    expect(await edit(slug, { summary })).toMatchObject({ faults: { reason: 'reason-missing' } })
    expect(await edit(slug, { summary }, '原来写错了一个字')).toEqual({ ok: true, changed: true })
    expect(await acts(slug)).toEqual([
      'campaign.edit',
      'campaign.settle',
      'campaign.close',
      'campaign.open',
      'campaign.draft',
    ])
  })

  test('a draft that lacks its texts is kept but not opened', async () => {
    const slug = await drafted({ story: { zh: '', en: '' } })
    expect(await openIt(slug)).toEqual({ ok: false, reason: 'texts-missing' })
    expect((await findCampaign(db(), slug))!.state).toBe('draft')
  })

  test('what was edited after it was proposed is not opened: the second person would agree to what nobody showed', async () => {
    const slug = await drafted()
    await edit(slug, { goalFen: '100' })
    expect(await openIt(slug, { version: 1, routingVersion: 1 })).toEqual({
      ok: false,
      reason: 'changed-since',
    })
    expect(await openIt(slug, { version: 2, routingVersion: 1 })).toEqual({ ok: true, slug })
  })

  test('a changed rule is for gifts from now on, needs a reason once open, and every version stays in the history', async () => {
    const slug = await drafted()
    await openIt(slug)
    const before = (await findCampaign(db(), slug))!
    const started = await startedGift(db(), before)
    await confirmedGift(db(), before)
    const rule = {
      donorMayChoose: false,
      routes: [
        { fund: 'children', basisPoints: 6667 },
        { fund: 'elders', basisPoints: 3333 },
      ],
    }
    const change = (more: object) =>
      changeRouting(db(), organiser, slug, { rule, version: 1, reason: '', ...more })
    expect(await change({})).toEqual({ ok: false, reason: 'reason-missing' })
    const short = { ...rule, routes: rule.routes.slice(0, 1) }
    expect(await change({ rule: short, reason: 'x' })).toEqual({ ok: false, reason: 'routing-not-whole' })
    const nobody = { donorMayChoose: false, routes: [{ fund: 'nobody', basisPoints: 10_000 }] }
    expect(await change({ rule: nobody, reason: 'x' })).toEqual({ ok: false, reason: 'unknown-fund' })
    expect(await change({ reason: '儿童基金更缺' })).toEqual({ ok: true, changed: true })
    expect(await change({ reason: '儿童基金更缺', version: 2 })).toEqual({ ok: true, changed: false })
    const after = (await findCampaign(db(), slug))!
    expect(after.routing.routes.map((r) => [r.fund, r.basisPoints])).toEqual([
      ['children', 6667],
      ['elders', 3333],
    ])
    const shares = await db().query(
      'SELECT fund, amount_fen FROM giving_allocation WHERE gift_id = $1 ORDER BY fund',
      [started],
    )
    expect(shares, 'a gift that was started keeps its split').toEqual([
      { fund: 'children', amount_fen: 2000n },
      { fund: 'elders', amount_fen: 4666n },
    ])
    const { versions, names } = await readVersions(db(), { kind: 'campaign', id: slug })
    expect(versions[0]).toMatchObject({ action: 'campaign.route', note: '儿童基金更缺' })
    expect(versions[0]!.changes.find((c) => c.name === 'routes')!.before).toEqual([
      { fund: 'elders', basisPoints: 7000, onOffer: true },
      { fund: 'children', basisPoints: 3000, onOffer: true },
    ])
    expect(names.elders).toEqual({ zh: '长者关爱基金', en: 'Elders Fund' })
    await expectCleanBooks(db())
  })

  test('the desk lists what is within reach, drafts first, page by page without a gap', async () => {
    const all = await listDeskCampaigns(db(), '*', { limit: 100 })
    const states = all.campaigns.map((c) => c.state)
    const order = ['draft', 'open', 'closed', 'settled']
    expect(states).toEqual([...states].sort((a, b) => order.indexOf(a) - order.indexOf(b)))
    const seen: string[] = []
    let after: Parameters<typeof listDeskCampaigns>[2] = { limit: 3 }
    for (;;) {
      const page = await listDeskCampaigns(db(), '*', after)
      seen.push(...page.campaigns.map((c) => c.slug))
      if (!page.next) break
      after = { limit: 3, after: page.next }
    }
    expect(seen).toEqual(all.campaigns.map((c) => c.slug))
    const [one] = seen
    expect((await listDeskCampaigns(db(), [one!])).campaigns.map((c) => c.slug)).toEqual([one])
    expect((await listDeskCampaigns(db(), [])).campaigns).toEqual([])
  })

  const series = (slug: string) => ({
    slug,
    name: { zh: '济困日', en: 'Relief day' },
    about: { zh: '六月', en: 'June' },
  })
  test('a series is edited by its version, and only by who may change series', async () => {
    await createSeries(db(), organiser, series('relief'))
    const typed = { ...series('relief'), name: { zh: '扶贫济困日', en: 'Relief day' } }
    expect(await editSeries(db(), treasurer, { ...typed, version: 1 })).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await editSeries(db(), organiser, { ...typed, version: 1 })).toEqual({ ok: true, changed: true })
    expect(await editSeries(db(), organiser, { ...typed, version: 2 })).toEqual({ ok: true, changed: false })
    expect(await editSeries(db(), organiser, { ...series('relief'), version: 1 })).toEqual({
      ok: false,
      reason: 'changed-meanwhile',
    })
    expect(await editSeries(db(), organiser, { ...typed, slug: 'nobody', version: 1 })).toEqual({
      ok: false,
      reason: 'unknown-series',
    })
    expect(await editSeries(db(), organiser, { ...typed, name: { zh: '', en: '' }, version: 2 })).toEqual({
      ok: false,
      reason: 'invalid',
    })
    expect(await findSeries(db(), 'relief')).toMatchObject({ nameZh: '扶贫济困日', version: 2 })
  })

  test('a fund with money in it keeps what it was given for; its texts change with a reason', async () => {
    const fund = {
      slug: 'books',
      kind: 'project' as const,
      nameZh: '图书',
      nameEn: 'Books',
      purposeZh: '买书',
      purposeEn: 'Buy books',
      restricted: true,
      position: 5,
    }
    expect(await createFund(db(), organiser, fund)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await createFund(db(), treasurer, { ...fund, slug: 'Bad Slug' })).toEqual({
      ok: false,
      reason: 'invalid',
    })
    expect(await createFund(db(), treasurer, fund)).toEqual({ ok: true, slug: 'books' })
    expect(await createFund(db(), treasurer, fund)).toEqual({ ok: false, reason: 'slug-taken' })
    const { slug: _, kind: __, ...texts } = fund
    const save = (change: object, version: number, reason = '', by = treasurer) =>
      editFund(db(), by, 'books', { texts: { ...texts, ...change }, version, reason })
    expect(await save({ nameZh: '图书角' }, 1, '', person('fund-manager', 'books'))).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await save({ restricted: false }, 1)).toEqual({ ok: true, changed: true })
    expect(await save({}, 1)).toEqual({ ok: false, reason: 'changed-meanwhile' })
    expect(await save({}, 2)).toEqual({ ok: true, changed: true })

    const elders = { nameZh: '长者关爱基金', nameEn: 'Elders Fund', purposeZh: 'x', purposeEn: 'x' }
    const given = (change: object, reason = '') =>
      editFund(db(), treasurer, 'elders', {
        texts: { ...elders, restricted: true, position: 0, ...change },
        version: 1,
        reason,
      })
    expect(await given({ restricted: false }, 'because')).toEqual({ ok: false, reason: 'purpose-fixed' })
    expect(await given({})).toEqual({ ok: false, reason: 'reason-missing' })
    expect(await given({}, '备案变更')).toEqual({ ok: true, changed: true })
    expect(await editFund(db(), treasurer, 'nobody', { texts, version: 1 })).toEqual({
      ok: false,
      reason: 'unknown-fund',
    })
    expect(
      await editFund(db(), theSoftware, 'books', { texts: { ...texts, nameZh: '' }, version: 3 }),
    ).toEqual({ ok: false, reason: 'invalid' })
  })
})
