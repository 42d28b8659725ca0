import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPledgeBySecret } from '~/giving/find-pledge.server'
import { makePledge } from '~/giving/make-pledge.server'
import { setUpPledges } from '~/giving/set-up-pledges.server'
import { theSoftware } from '~/identity/actor'
import { createPerson } from '~/identity/create-person.server'
import { grantRole } from '~/identity/grant-role.server'
import { makePass } from '~/identity/make-pass.server'
import { propose } from '~/identity/propose.server'
import { setUpStalls } from '~/market/set-up-stalls.server'
import { shanghaiDay } from '~/platform/dates'
import { publishedOld } from '../disclosures/old'
import { layCount, layProject, published } from '../disclosures/support'
import { setting, typed } from '../giving/pledges'
import { fact, settle } from '../giving/support'
import { give, postForm, press } from '../http/donor'
import { bootMs, ensureBuild, until } from '../http/server'
import { openSite, type Site } from '../http/site'
import { layDraft } from '../stewardship/support'
import { layRegistration } from '../walks/support'
import { layWalk } from '../walks/walk'
import { knock, knockForData } from './knock'
import { pages } from './pages'
import { type SignedInVisitor, signInAll, type VisitorKey, visitorKeys } from './people'
import { type Row, readTable } from './table'

let site: Site
let build: ServerBuild
let people: Map<VisitorKey, SignedInVisitor>
const things: Record<string, string> = {}
const rows = readTable(pages)
const label = ({ method, path, fields }: Row) =>
  [method, path, ...Object.entries(fields).map((field) => field.join('='))].join(' ')

/** The row with the things that the books made in place of their names. */
function madeReal(row: Row): Row {
  const real = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      if (!things[name]) throw new Error(`the books made no ${name}`)
      return things[name]
    })
  const fields = Object.entries(row.fields).map(([name, value]) => [name, real(value)])
  return { ...row, path: real(row.path), fields: Object.fromEntries(fields) }
}

async function paidGift(campaign: string): Promise<string> {
  const form = {
    amount: '66.66',
    name: '木棉',
    nameConsent: 'yes',
    message: '加油',
    email: 'donor@example.org',
  }
  const { giftId, payUrl } = await give(site, form, `/campaigns/${campaign}`)
  await press(payUrl, 'pay')
  await until('the gift is confirmed', async () => (await stateOf(giftId)) === 'confirmed')
  return giftId
}
const stateOf = async (giftId: string) =>
  (await site.db.query<{ state: string }>('SELECT state FROM giving_gift WHERE id = $1::uuid', [giftId]))[0]!
    .state

/** A volunteer's pass for today at a gate. */
async function passFor(campaign: string): Promise<{ id: string; secret: string }> {
  const [id, validOn] = [randomUUID(), shanghaiDay(new Date())]
  const input = { id, campaign, place: 'Gate', label: 'Lin', validOn, hours: '', contact: '' }
  const made = await site.db.transaction((tx) =>
    makePass(tx, theSoftware, { ...input, role: 'checkpoint-volunteer' }),
  )
  if (!made.ok) throw new Error(made.reason)
  return { id, secret: made.secret }
}
/** The cookie of a phone that took a pass up. */
async function carried(secret: string): Promise<string> {
  const taken = await postForm(site, `/pass/${secret}`, {})
  return taken.headers.getSetCookie()[0]!.split(';')[0]!
}

/** Proposed by somebody who is in no column, so that everyone in sight of it is refused alike. */
async function proposal(campaign: string): Promise<string> {
  const made = await createPerson(site.db, { name: 'proposer', email: `proposer-${campaign}@example.org` })
  if (!made.ok) throw new Error(made.reason)
  const { personId } = made
  await grantRole(site.db, theSoftware, { personId, role: 'organiser', scope: campaign })
  const grants = [{ role: 'organiser' as const, scope: campaign, standsInFor: null }]
  const by = { kind: 'person' as const, id: personId, name: 'proposer', from: 'here', grants }
  const asked = {
    subject: { kind: 'campaign', id: campaign },
    reach: { campaign },
    payload: { slug: campaign },
  }
  const proposed = await site.db.transaction((tx) => propose(tx, by, { action: 'campaign.settle', ...asked }))
  if (!proposed.ok) throw new Error(proposed.reason)
  return proposed.proposalId
}

async function alert(kind: string): Promise<string> {
  await site.db.query(`SELECT platform_alert($1, 'access', '{}'::jsonb)::text`, [kind])
  const [row] = await site.db.query<{ id: bigint }>('SELECT id FROM platform_alert WHERE kind = $1', [kind])
  return row!.id.toString()
}

beforeAll(async () => {
  await ensureBuild()
  build = await import(pathToFileURL(path.resolve('build/server/index.js')).href)
  // One address signs in more often here than anyone should.
  site = await openSite('postgres', {
    env: { SIGN_IN_PER_ADDRESS: '100000', GIVE_PER_ADDRESS: '100000', CHECK_PER_ADDRESS: '100000' },
  })
  await layRegistration(site.db, 'walk-11')
  people = await signInAll(site.db, site.url)
  people.set('pass', { personId: '', cookie: await carried((await passFor('walk-11')).secret) })
  things.reliefPass = (await passFor('relief-day')).id
  things.person = people.get('review')!.personId
  await layProject(site.db, 'training', '特教训练成长项目')
  await layCount(site.db, 'training', 'classes', 55, '2024-02-01')
  await published(site.db, 'training')
  await publishedOld(site.db)
  await layProject(site.db, 'unwritten', '还没有公示的项目')
  things.badField = '{figure:nothing}'
  things.walkGift = await paidGift('walk-11')
  things.reliefGift = await paidGift('relief-day')
  things.held = (await give(site, { amount: '66.66' })).giftId
  await settle(site.db, fact(things.held, { amountFen: '1' }))
  expect(await stateOf(things.held)).toBe('held')
  for (const campaign of ['relief-day', 'walk-10']) await layWalk(site.db, campaign)
  things.walkProposal = await proposal('walk-11')
  things.reliefProposal = await proposal('relief-day')
  things.moneyAlert = await alert('payment-second')
  things.healthAlert = await alert('job-failed')
  for (const campaign of ['walk-11', 'relief-day']) {
    const stall = {
      key: 's1',
      number: 1,
      nameZh: '摊',
      nameEn: 'Stall',
      organisation: '单位',
      fund: 'elders',
    }
    expect(await setUpStalls(site.db, theSoftware, { campaign, stalls: [stall] })).toMatchObject({ ok: true })
    expect(await setUpPledges(site.db, theSoftware, { campaign, draft: setting, version: 0 })).toMatchObject({
      ok: true,
    })
  }
  const pledge = {
    fields: typed(),
    campaign: 'walk-11',
    locale: 'zh-CN',
    today: shanghaiDay(new Date()),
  } as const
  const pledged = await makePledge(site.db, pledge)
  if (!pledged.ok) throw new Error(pledged.reason)
  things.pledgeSecret = pledged.secret
  things.pledge = (await findPledgeBySecret(site.db, pledged.secret))!.id
  things.monthlySecret = 'the-secret-of-a-monthly-gift'
  await site.db.query(
    `WITH m AS (
       INSERT INTO giving_monthly (id, secret, campaign, locale, contact_email)
       VALUES (gen_random_uuid(), $1, 'walk-11', 'zh-CN', 'monthly@example.org') RETURNING id
     )
     INSERT INTO giving_monthly_terms (monthly_id, n, amount_fen, funds, share_fens)
     SELECT id, 1, 5000, '{elders}', '{5000}' FROM m`,
    [things.monthlySecret],
  )
  for (const [name, fund] of [
    ['plan', 'elders'],
    ['otherPlan', 'children'],
  ] as const)
    things[name] = await layDraft(site.db, fund)
  for (const [name, campaign] of [
    ['batch', 'walk-11'],
    ['reliefBatch', 'relief-day'],
  ] as const) {
    things[name] = randomUUID()
    await site.db.query(
      `INSERT INTO giving_batch (id, campaign, place, kind, received_on, entered_by, entered_name)
       VALUES ($1::uuid, $2, 'x', 'cash', '2026-03-07', 'somebody', '')`,
      [things[name], campaign],
    )
    const goods = name === 'batch' ? 'goods' : 'reliefGoods'
    things[goods] = randomUUID()
    await site.db.query(
      `INSERT INTO giving_goods (id, campaign, fund, received_on, entered_by, entered_name)
       VALUES ($1::uuid, $2, 'elders', '2026-03-07', 'somebody', '')`,
      [things[goods], campaign],
    )
  }
  for (const [key, campaign] of [
    ['school', null],
    ['walkwork', 'walk-11'],
  ])
    await site.db.query(
      `INSERT INTO projects_project (key, kind, name_zh, name_en, served_zh, served_en, field_zh, field_en, area_zh, area_en, begins, campaign)
       VALUES ($1, 'service', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', '2024', $2)`,
      [key, campaign],
    )
  await site.db.query(
    `INSERT INTO ledger_fund_group (key, name_zh, name_en, position) VALUES ('shiqiao', 'x', 'x', 1)`,
  )
  things.help = randomUUID()
  await site.db.query(
    `INSERT INTO stewardship_assistance_batch (id, project, fund, title, paid_on, entered_by)
     VALUES ($1::uuid, 'assistance', 'elders', 'x', '2026-03-07', 'somebody')`,
    [things.help],
  )
  const acknowledged = async () => {
    const html = await (await fetch(`${site.url}/gifts/${things.walkGift}`)).text()
    const [, number, code] = /\/check\/([^/"]+)\/([^/"?]+)/.exec(html) ?? []
    Object.assign(things, number && code ? { number, code } : {})
    return code !== undefined
  }
  await until('the gift is acknowledged', acknowledged)
}, bootMs)
afterAll(() => site?.stop())

const acts = async () => (await site.db.query<{ n: bigint }>('SELECT count(*) AS n FROM identity_act'))[0]!.n

/** The routes of the build that an address leads to, the page's own last. */
const routesAt = (address: string) => {
  const tree = (parentId?: string): Parameters<typeof matchRoutes>[0] =>
    Object.values(build.routes)
      .filter((route) => route.parentId === parentId)
      .map(({ id, path: own, index }) =>
        index ? { id, path: own, index } : { id, path: own, children: tree(id) },
      )
  return (matchRoutes(tree(), address.replace(/\?.*/, '')) ?? []).map(({ route }) => route.id!)
}
/** Of a page that asks who comes: the route whose loader must ask by itself, whatever the page around it does. */
function guardedPage({ method, path, answers }: Row): string | null {
  const id = routesAt(path).at(-1)
  const asks = method === 'GET' && Object.values(answers).includes('in')
  return id && asks && build.routes[id]!.module.default ? id : null
}

// In the table's order: the last row signs everyone out.
describe('every visitor is answered at every address, and for its data alone, as the table says', () => {
  test.each(rows.map((row) => [label(row), row] as const))('%s', async (_, row) => {
    const asked = madeReal(row)
    const page = guardedPage(asked)
    const answers: Partial<Row['answers']> = {}
    const forData: Partial<Row['answers']> = {}
    for (const key of visitorKeys) {
      const cookie = people.get(key)?.cookie
      const before = await acts()
      answers[key] = (await knock(site, asked, cookie)).code
      if (page) forData[key] = await knockForData(site, asked.path, page, cookie)
      if (['404', 'in', '2fa'].includes(answers[key]))
        expect(await acts(), `what ${key} was refused left no trace`).toBe(before)
    }
    expect(answers).toEqual(row.answers)
    if (page) expect(forData).toEqual(row.answers)
  })
})

test('no route and no door is without its row', () => {
  const covered = new Set(
    rows.flatMap((row) => routesAt(madeReal(row).path).map((id) => `${row.method} ${id}`)),
  )
  const has = (method: string, id: string) => covered.has(`${method} ${id}`)
  const missing = Object.entries(build.routes).flatMap(([id, { module }]) => [
    ...(module.loader || module.default ? (has('GET', id) ? [] : [`GET ${id}`]) : []),
    ...(module.action ? (has('POST', id) ? [] : [`POST ${id}`]) : []),
  ])
  expect(missing).toEqual([])

  // What the server answers before Remix is asked.
  const source = fs.readFileSync('app/entry.http.server.ts', 'utf8')
  const doors = [...source.matchAll(/app\.(get|post|put|delete|patch)\('([^']+)'/g)]
  expect(doors.length).toBeGreaterThan(3)
  const patterns = doors.map(([, method, door]) => ({
    door: `${method!.toUpperCase()} ${door}`,
    is: new RegExp(
      `^${method!.toUpperCase()} ${door!.replace(/\/:\w+\?/g, '(/[^/]+)?').replace(/:\w+/g, '[^/]+')}$`,
    ),
  }))
  for (const { door, is } of patterns)
    expect(
      rows.some((row) => is.test(`${row.method} ${row.path}`)),
      door,
    ).toBe(true)
})

test('an action that a scope limits has a row inside of it and one outside', () => {
  const scoped = rows.filter((row) => /\/desk\/campaigns\/(walk-11|relief-day)/.test(row.path))
  const kinds = new Set(scoped.map((row) => label(row).replace(/walk-11|relief-day/, '…')))
  for (const kind of kinds) {
    if (kind.includes('intent=nothing')) continue
    const both = scoped.filter((row) => label(row).replace(/walk-11|relief-day/, '…') === kind)
    expect(both.length, kind).toBe(2)
  }
})
