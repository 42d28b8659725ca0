import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { editSeries } from '~/campaigns/edit-series.server'
import { exportCoverage } from '~/campaigns/export-coverage.server'
import { exportSeries } from '~/campaigns/export-series.server'
import { exportVersions } from '~/campaigns/export-versions.server'
import { exportViews } from '~/campaigns/export-views.server'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { listScopeChoices } from '~/campaigns/list-scope-choices.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import { postCoverage } from '~/campaigns/post-coverage.server'
import { withdrawCoverage } from '~/campaigns/withdraw-coverage.server'
import { exportHeldGifts } from '~/giving/export-held-gifts.server'
import { exportMessages } from '~/giving/export-messages.server'
import { keepHeldGift } from '~/giving/keep-held-gift.server'
import { moderateMessage } from '~/giving/moderate-message.server'
import { type Actor, theSoftware } from '~/identity/actor'
import { closePerson } from '~/identity/close-person.server'
import { createPerson } from '~/identity/create-person.server'
import { exportAlerts } from '~/identity/export-alerts.server'
import { exportInvitations } from '~/identity/export-invitations.server'
import { exportPasses } from '~/identity/export-passes.server'
import { exportPeople } from '~/identity/export-people.server'
import { exportProposals } from '~/identity/export-proposals.server'
import { grantRole } from '~/identity/grant-role.server'
import { invitePerson } from '~/identity/invite-person.server'
import { listActs, readActFilter } from '~/identity/list-acts.server'
import { listProposals, type ProposalKey } from '~/identity/list-proposals.server'
import { makePass } from '~/identity/make-pass.server'
import { propose } from '~/identity/propose.server'
import type { Role } from '~/identity/role'
import { exportOwnFunds } from '~/ledger/export-own-funds.server'
import { exportCampaigns } from '~/live/export-campaigns.server'
import type { Sql } from '~/platform/db.server'
import type { ExportOrder } from '~/platform/export-order'
import { type AlertKey, listAlerts } from '~/platform/list-alerts.server'
import { proposalNamers } from '~/wiring.server'
import { confirmedGift, fact, prepare, settle, startedGift, walk } from '../giving/support'
import { databases, type TestDatabase } from '../setup/databases'

const person = (role: Role, scope = '*'): Actor => ({
  kind: 'person',
  id: `${role} ${scope}`,
  name: `${role} ${scope}`,
  from: '192.0.2.1',
  grants: [{ role, scope, standsInFor: null }],
})
const admin = person('administrator')
const treasurer = person('treasurer')
const walkOnly = person('organiser', 'walk-11')
const relief = { ...walk, slug: 'relief-day', edition: 12, name: { zh: '扶贫济困日', en: 'Relief Day' } }
const draft = { ...walk, slug: 'walk-12', edition: 13 }
const outlet = { ready: async () => true }
const zh: ExportOrder = { format: 'csv', locale: 'zh-CN', outlet }
const en: ExportOrder = { format: 'csv', locale: 'en', outlet }
const config = { SESSION_SECRET: 'a secret of these tests' }
const formula = '=HYPERLINK("http://x.example","y")'
const defused = `'${formula}`

/** A file's rows by its headers, as a table program reads them. */
async function rowsOf(answer: Promise<Response>): Promise<Record<string, string>[]> {
  const response = await answer
  expect(response.status).toBe(200)
  return parse(Buffer.from(await response.arrayBuffer()), { bom: true, columns: true })
}
const column = (rows: Record<string, string>[], name: string) => rows.map((row) => row[name])

describe.each(databases)('an exported list: $name', ({ open }) => {
  let at: TestDatabase
  const inTx = <T>(work: (tx: Sql) => Promise<T>) => at.db.transaction(work)
  const ids = {} as Record<'walkGift' | 'reliefGift' | 'silent' | 'held' | 'proposer', string>
  const alert = (kind: string, subject: string) =>
    at.db.query(`SELECT platform_alert($1, $2, '{}'::jsonb)`, [kind, subject])
  /** What the trail says of the last export of this kind. */
  async function told(what: string) {
    const filter = readActFilter(new URLSearchParams({ action: `${what}.export` }))
    const { acts } = await listActs(at.db, filter, { limit: 1 })
    const ends = await listActs(at.db, { ...filter, action: `${what}.export-end` }, { limit: 1 })
    return { begun: acts[0]!, ended: ends.acts[0]! }
  }

  beforeAll(async () => {
    at = await open()
    await prepare(at.db)
    for (const campaign of [walk, relief, draft]) {
      expect(await draftCampaign(at.db, theSoftware, campaign)).toMatchObject({ ok: true })
      if (campaign !== draft)
        expect(await inTx((tx) => openCampaign(tx, theSoftware, campaign.slug))).toMatchObject({ ok: true })
    }
    const onWalk = (await findCampaign(at.db, walk.slug))!
    const onRelief = (await findCampaign(at.db, relief.slug))!
    ids.walkGift = await confirmedGift(at.db, onWalk, { name: '梁锦华', message: formula })
    ids.silent = await confirmedGift(at.db, onWalk, { name: '不留名', nameConsent: false, message: '加油' })
    ids.reliefGift = await confirmedGift(at.db, onRelief, { name: '陈大文', message: '济困' })
    ids.held = await startedGift(at.db, onWalk, { name: '待核人', email: 'held@example.org' })
    expect(await settle(at.db, fact(ids.held, { amountFen: '5001' }))).toMatchObject({ outcome: 'held' })
    const proposer = await createPerson(at.db, { name: '黄步云', email: 'buyun@example.org' })
    if (!proposer.ok) throw new Error(proposer.reason)
    ids.proposer = proposer.personId
    for (const slug of ['walk-11', 'relief-day']) {
      const settling = { action: 'campaign.settle', subject: { kind: 'campaign', id: slug } } as const
      const by = { ...person('organiser'), id: ids.proposer }
      const reach = { campaign: slug }
      expect(
        await inTx((tx) => propose(tx, by, { ...settling, reach, payload: {}, note: formula })),
      ).toMatchObject({ ok: true })
    }
  })
  afterAll(() => at.drop())

  test('people: every role with where it reaches, closed accounts too, no donor, and nothing that opens an account', async () => {
    const scopes = await listScopeChoices(at.db)
    const made: Record<string, string> = {}
    for (const name of ['+852 Wong', 'Closed One', 'Just A Donor']) {
      const one = await createPerson(at.db, { name, email: `${name.replace(/\W/g, '')}@example.org` })
      if (!one.ok) throw new Error(one.reason)
      made[name] = one.personId
    }
    await grantRole(at.db, theSoftware, { personId: made['+852 Wong']!, role: 'organiser', scope: 'walk-11' })
    await grantRole(at.db, theSoftware, {
      personId: made['+852 Wong']!,
      role: 'fund-manager',
      scope: 'elders',
    })
    await grantRole(at.db, theSoftware, { personId: made['Closed One']!, role: 'reviewer' })
    await inTx((tx) => closePerson(tx, admin, made['Closed One']!))
    const rows = await rowsOf(exportPeople(at.db, admin, { ...en, search: null, scopes }))
    expect(Object.keys(rows[0]!)).toEqual([
      'Name',
      'Mail address',
      'Roles',
      'Account closed',
      'Second factor',
      'Account id',
    ])
    expect(rows).toContainEqual({
      Name: "'+852 Wong",
      'Mail address': '852wong@example.org',
      Roles: 'organiser · 11th Charity Health Walk; fund manager · Elders Fund',
      'Account closed': 'no',
      'Second factor': 'no',
      'Account id': made['+852 Wong'],
    })
    expect(rows.find((row) => row.Name === 'Closed One')).toMatchObject({
      Roles: '',
      'Account closed': 'yes',
    })
    expect(column(rows, 'Name')).not.toContain('Just A Donor')
    const found = await rowsOf(exportPeople(at.db, admin, { ...zh, search: 'wong', scopes }))
    expect(column(found, '姓名')).toEqual(["'+852 Wong"])
    const { begun, ended } = await told('person')
    expect(begun).toMatchObject({ actorId: admin.id, after: { format: 'csv', searched: true } })
    expect(JSON.stringify(begun.after)).not.toContain('wong')
    expect(ended.after).toEqual({ rows: 1, whole: true })
  })

  test('invitations: where each stands, and no link', async () => {
    const scopes = await listScopeChoices(at.db)
    const invite = (email: string) =>
      inTx((tx) => invitePerson(tx, admin, { email, role: 'organiser', scope: 'relief-day' }, config))
    expect(await invite('first@example.org')).toMatchObject({ ok: true })
    expect(await invite('+cmd@example.org')).toMatchObject({ ok: true })
    await at.db.query(
      `UPDATE identity_invitation SET created_at = now() - interval '9 days', expires_at = now() - interval '2 days' WHERE email = 'first@example.org'`,
    )
    const rows = await rowsOf(exportInvitations(at.db, admin, { ...zh, now: new Date(), scopes }))
    expect(rows).toMatchObject([
      { 邮箱: "'+cmd@example.org", 角色: expect.stringContaining('扶贫济困日'), 状态: '等对方接受' },
      { 邮箱: 'first@example.org', 状态: '已过期' },
    ])
    const [{ hash }] = (await at.db.query<{ hash: string }>(
      'SELECT secret_hash::text AS hash FROM identity_invitation LIMIT 1',
    )) as [{ hash: string }]
    expect(JSON.stringify(rows)).not.toContain(hash)
    expect((await told('invitation')).ended.after).toEqual({ rows: 2, whole: true })
  })

  test('passes: those of one campaign, with where each stands on the day', async () => {
    const pass = {
      role: 'stall-volunteer',
      validOn: '2026-03-08',
      hours: '',
      contact: '138 0000 0000',
    } as const
    const now = new Date('2026-03-07T04:00:00Z')
    for (const [campaign, place] of [
      ['walk-11', '@北门'],
      ['relief-day', '广场'],
    ] as const) {
      const wish = { ...pass, id: randomUUID(), campaign, place, label: '第二班' }
      expect(await inTx((tx) => makePass(tx, admin, wish, now))).toMatchObject({ ok: true })
    }
    const asked = { ...zh, campaign: 'walk-11', today: '2026-03-08' }
    const rows = await rowsOf(exportPasses(at.db, walkOnly, asked))
    expect(rows).toMatchObject([
      { 地点: "'@北门", 谁来用: '第二班', 日期: '2026-03-08', 状态: '今天有效', 手机数: '0' },
    ])
    expect((await exportPasses(at.db, walkOnly, { ...asked, campaign: 'relief-day' })).status).toBe(404)
    expect((await told('pass')).begun).toMatchObject({ subjectKind: 'pass-list', subjectId: 'walk-11' })
  })

  test('campaigns: those within reach, drafts too, with what came in', async () => {
    const totals = { confirmedFen: '13332', pendingFen: '0', refundedFen: '1', gifts: 2 }
    const live = { find: async (slug: string) => (slug === 'walk-11' ? ({ totals } as never) : null) }
    const all = await rowsOf(exportCampaigns(at.db, admin, { ...en, live }))
    expect(column(all, 'Code').sort()).toEqual(['relief-day', 'walk-11', 'walk-12'])
    expect(all.find((row) => row.Code === 'walk-12')).toMatchObject({ State: 'Draft', 'Received (CNY)': '' })
    const own = await rowsOf(exportCampaigns(at.db, walkOnly, { ...zh, live }))
    expect(own).toMatchObject([
      { 代码: 'walk-11', 状态: '进行中', '已到账（元）': '133.32', '已退款（元）': '0.01', 捐赠笔数: '2' },
    ])
    expect((await told('campaign')).begun).toMatchObject({ after: { reach: ['walk-11'] } })
  })

  test('series: all of them, as the list shows them', async () => {
    const rows = await rowsOf(exportSeries(at.db, walkOnly, zh))
    expect(rows).toMatchObject([{ 代码: 'health-walk', '名称（中文）': '健康行', 届数: '3', 下一届: '14' }])
    expect((await told('series')).ended.after).toEqual({ rows: 1, whole: true })
  })

  test('funds: a fund manager takes their own, the treasurer all', async () => {
    const own = await rowsOf(exportOwnFunds(at.db, person('fund-manager', 'elders'), en))
    expect(Object.values(own[0]!)).toContain('elders')
    expect(own).toHaveLength(1)
    expect((await rowsOf(exportOwnFunds(at.db, treasurer, en))).length).toBeGreaterThan(1)
    expect((await told('fund')).begun).toMatchObject({ actorId: treasurer.id, after: { reach: '*' } })
  })

  test('held gifts: what was asked and what came, and no donor', async () => {
    await keepHeldGift(at.db, treasurer, { giftId: ids.held, decision: 'keep', note: '-等银行回复' })
    const rows = await rowsOf(exportHeldGifts(at.db, treasurer, zh))
    expect(rows).toMatchObject([
      {
        捐赠号: ids.held,
        原因: '金额不符',
        决定: '已保留',
        备注: "'-等银行回复",
        '应付（元，含手续费）': '67.06',
        '其中手续费（元）': '0.40',
        实到金额: '50.01',
        币种: 'CNY',
      },
    ])
    expect(JSON.stringify(rows)).not.toMatch(/待核人|held@example/)
    expect((await exportHeldGifts(at.db, walkOnly, zh)).status).toBe(404)
    expect((await told('hold')).ended.after).toEqual({ rows: 1, whole: true })
  })

  test('alerts: those about money for whoever may see money, the others for whoever looks after the house', async () => {
    await alert('refund-not-booked', '=re_1')
    await alert('job-failed', 'job-7')
    await alert('gift-held', ids.held)
    const money = await rowsOf(exportAlerts(at.db, treasurer, { ...en, about: 'money' }))
    expect(column(money, 'About')).toEqual(["'=re_1"])
    const work = await rowsOf(exportAlerts(at.db, walkOnly, { ...zh, about: 'work' }))
    expect(column(work, '提醒')).toEqual(['有一项后台工作多次失败'])
    expect((await exportAlerts(at.db, walkOnly, { ...zh, about: 'money' })).status).toBe(404)
    expect((await told('alert')).begun).toMatchObject({ subjectId: 'work' })
  })

  test('messages: one view of one’s own campaigns, donors named as the list names them', async () => {
    const own = await rowsOf(exportMessages(at.db, walkOnly, { ...zh, view: 'waiting' }))
    expect(column(own, '捐赠号')).toEqual([ids.walkGift, ids.silent])
    expect(own).toMatchObject([
      { 捐赠人: '梁锦华', 留言: defused, 状态: '等待审核' },
      { 捐赠人: '爱心人士', 留言: '加油' },
    ])
    expect(await rowsOf(exportMessages(at.db, admin, { ...zh, view: 'waiting' }))).toHaveLength(3)
    await moderateMessage(at.db, walkOnly, { giftId: ids.walkGift, decision: 'approved' })
    const decided = await rowsOf(exportMessages(at.db, walkOnly, { ...en, view: 'decided' }))
    expect(decided).toMatchObject([{ State: 'Shown', 'Decided by': walkOnly.name }])
    const names = await rowsOf(exportMessages(at.db, walkOnly, { ...en, view: 'names' }))
    expect(column(names, 'Donor')).toEqual(['梁锦华'])
    expect(names[0]).not.toHaveProperty('Message')
    const { begun } = await told('message')
    expect(begun).toMatchObject({ after: { view: 'names', reach: ['walk-11'] } })
    expect(JSON.stringify(begun.after)).not.toContain('梁')
  })

  test('proposals: those within reach', async () => {
    const own = await rowsOf(exportProposals(at.db, walkOnly, { ...zh, namers: proposalNamers }))
    expect(own).toMatchObject([
      {
        事项: '结清活动：第十一届慈善健康行',
        状态: '等待处理',
        提交人: '黄步云',
        附言: defused,
        对象代码: 'walk-11',
      },
    ])
    expect(await rowsOf(exportProposals(at.db, treasurer, { ...en, namers: proposalNamers }))).toHaveLength(2)
    expect((await told('proposal')).ended.after).toEqual({ rows: 2, whole: true })
  })

  test('coverage: what was posted on one campaign, withdrawn posts too', async () => {
    const post = async (campaign: string, text: string) => {
      const draft = { zh: text, en: '', videoUrl: '', pictures: [] }
      const id = randomUUID()
      expect(
        await postCoverage(at.db, admin, {
          id,
          campaign,
          draft,
          streamOrigins: [],
          uploads: new Set<string>(),
        }),
      ).toMatchObject({
        ok: true,
      })
      return id
    }
    await post('walk-11', formula)
    await post('relief-day', '别处的')
    const gone = await post('walk-11', '发错了')
    await withdrawCoverage(at.db, admin, { id: gone, campaign: 'walk-11' })
    const asked = { ...zh, campaign: 'walk-11', streamOrigins: [] }
    const rows = await rowsOf(exportCoverage(at.db, walkOnly, asked))
    expect(rows).toMatchObject([
      { '内容（中文）': '发错了', 状态: '已撤下' },
      { '内容（中文）': defused, 状态: '读者看得到', 发布人: admin.name, 撤下时间: '' },
    ])
    expect((await exportCoverage(at.db, walkOnly, { ...asked, campaign: 'relief-day' })).status).toBe(404)
    expect((await told('coverage')).begun).toMatchObject({ subjectId: 'walk-11' })
  })

  test('views: each day once since they were counted, over more than one page, of one campaign', async () => {
    await at.db.query(
      `INSERT INTO campaigns_views (campaign_slug, page, day, views)
       VALUES ('walk-11', 'campaign', '2024-07-01', 5), ('walk-11', 'live', '2026-03-07', 3), ('relief-day', 'live', '2024-01-01', 9)`,
    )
    const asked = { ...en, campaign: 'walk-11', today: '2026-03-08' }
    const rows = await rowsOf(exportViews(at.db, walkOnly, asked))
    expect(rows.slice(0, 2)).toEqual([
      { Day: '2026-03-08', 'Campaign page': '0', 'Live coverage': '0' },
      { Day: '2026-03-07', 'Campaign page': '0', 'Live coverage': '3' },
    ])
    expect(rows.at(-1)).toEqual({ Day: '2024-07-01', 'Campaign page': '5', 'Live coverage': '0' })
    expect(rows).toHaveLength(616)
    expect(new Set(column(rows, 'Day')).size).toBe(616)
    const none = await rowsOf(exportViews(at.db, admin, { ...asked, campaign: 'walk-12' }))
    expect(none).toEqual([])
    expect((await exportViews(at.db, walkOnly, { ...asked, campaign: 'relief-day' })).status).toBe(404)
  })

  test('history: a row to each changed field, in words', async () => {
    const texts = { name: { zh: '健康行', en: 'Health walk' }, about: { zh: formula, en: 'Once a year' } }
    expect(await editSeries(at.db, admin, { slug: 'health-walk', ...texts, version: 1 })).toMatchObject({
      ok: true,
      changed: true,
    })
    const series = await rowsOf(
      exportVersions(at.db, walkOnly, { ...zh, subject: { kind: 'series', id: 'health-walk' } }),
    )
    expect(series[0]).toMatchObject({
      谁: admin.name,
      做了什么: '修改品牌活动',
      内容: '介绍（中文）',
      原来: '每年一次',
      改成: defused,
    })
    const subject = { kind: 'campaign', id: 'walk-11' } as const
    const campaign = await rowsOf(exportVersions(at.db, walkOnly, { ...en, subject }))
    expect(campaign.find((row) => row.Field === 'Where the money goes')).toMatchObject({
      Who: 'the software itself',
      Now: 'Elders Fund 70%; Children Fund 30%',
    })
    expect(column(campaign, 'What was done')[0]).toBe('Proposed settling')
    const other = { ...en, subject: { kind: 'campaign', id: 'relief-day' } as const }
    expect((await exportVersions(at.db, walkOnly, other)).status).toBe(404)
    expect((await told('version')).begun).toMatchObject({ subjectId: 'campaign:walk-11' })
  })

  test('as a workbook: the same rows, and no cell is a formula', async () => {
    const order = { ...zh, format: 'xlsx', view: 'decided' } as const
    const response = await exportMessages(at.db, walkOnly, order)
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="messages-decided.xlsx"')
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load((await response.arrayBuffer()) as never)
    const sheet = workbook.worksheets[0]!
    expect(sheet.rowCount).toBe(2)
    const cells: ExcelJS.Cell[] = []
    sheet.eachRow((row) => row.eachCell((cell) => void cells.push(cell)))
    expect(cells.filter((cell) => cell.type === ExcelJS.ValueType.Formula)).toEqual([])
    expect(cells.map((cell) => String(cell.value)).join()).toContain('HYPERLINK')
  })

  test('proposals and alerts are read page by page, each once and in order, also those of one instant', async () => {
    for (let n = 0; n < 5; n++) await alert('job-failed', `at-once-${n}`)
    await at.db.query(
      `UPDATE platform_alert SET last_seen_at = '2026-03-07T04:00:00Z' WHERE subject LIKE 'at-once-%'`,
    )
    const whole = (await listAlerts(at.db, {})).alerts.map(({ id }) => id)
    const alerts: string[] = []
    let after: AlertKey | undefined
    do {
      const page = await listAlerts(at.db, { after, limit: 2 })
      alerts.push(...page.alerts.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after)
    expect(alerts).toEqual(whole)
    expect(new Set(alerts).size).toBeGreaterThan(5)

    await at.db.query(
      `INSERT INTO identity_proposal (action, subject_kind, subject_id, payload, note, proposed_by, proposed_at, state, decided_at)
       SELECT 'campaign.open', 'campaign', 'c' || n, jsonb_build_object('reach', jsonb_build_object('campaign', 'walk-11')), '', $1,
              '2026-03-01T04:00:00Z', 'withdrawn', CASE WHEN n > 2 THEN '2026-03-02T04:00:00Z'::timestamptz ELSE '2026-03-03T04:00:00Z' END
         FROM generate_series(1, 5) n`,
      [ids.proposer],
    )
    const all = (await listProposals(at.db, treasurer)).proposals
    expect(all.slice(0, 2).map(({ state }) => state)).toEqual(['waiting', 'waiting'])
    const proposals: string[] = []
    let beyond: ProposalKey | undefined
    do {
      const page = await listProposals(at.db, treasurer, { after: beyond, limit: 2 })
      proposals.push(...page.proposals.map(({ id }) => id))
      beyond = page.next ?? undefined
    } while (beyond)
    expect(proposals).toEqual(all.map(({ id }) => id))
    expect(new Set(proposals).size).toBe(7)
    expect((await listProposals(at.db, walkOnly)).proposals).toHaveLength(6)
  })
})
