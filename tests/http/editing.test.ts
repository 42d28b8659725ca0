import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import { theSoftware } from '~/identity/actor'
import { createPerson } from '~/identity/create-person.server'
import { decideProposal, type Executors } from '~/identity/decide-proposal.server'
import { findWaitingProposals } from '~/identity/find-waiting-proposal.server'
import { grantRole } from '~/identity/grant-role.server'
import { type Identity, openIdentity } from '~/identity/identity.server'
import { openSession } from '~/identity/open-session.server'
import type { AccountRole } from '~/identity/role'
import { postForm, valueIn, visibleText } from './donor'
import { bootMs, sessionSecret } from './server'
import { openSite, type Site } from './site'

let site: Site
let identity: Identity
const cookies: Record<string, string> = {}

async function signIn(key: string, role: AccountRole, scope = '*') {
  const made = await createPerson(site.db, { name: key, email: `${key}@example.org` })
  if (!made.ok) throw new Error(made.reason)
  await grantRole(site.db, theSoftware, { personId: made.personId, role, scope })
  const headers = await openSession(identity, made.personId, { secondFactor: true })
  cookies[key] = headers!
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')
}
const get = async (path: string, who: string) => {
  const response = await fetch(site.url + path, { headers: { Cookie: cookies[who]! }, redirect: 'manual' })
  return { status: response.status, html: await response.text(), location: response.headers.get('location') }
}
const post = async (path: string, fields: Record<string, string>, who: string) => {
  const response = await postForm(site, path, fields, { cookie: cookies[who]! })
  return { status: response.status, html: await response.text(), location: response.headers.get('location') }
}
/** Every field of the page's form as a browser without scripts would send it. */
function formOf(html: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const select = new RegExp(`<select[^>]*name="${name}"[^>]*>(.*?)</select>`, 's').exec(html)?.[1]
      const chosen = select && /<option[^>]*value="([^"]*)"[^>]*selected/.exec(select)?.[1]
      return [name, chosen ?? valueIn(html, name) ?? '']
    }),
  )
}
const names =
  'version series edition slug nameZh nameEn summaryZh summaryEn storyZh storyEn placeZh placeEn startsOn endsOn eventOn levelsKm goalFen cover coverAltZh coverAltEn membersOnly filingNumber designatedPlatform designatedPlatformEn reason'.split(
    ' ',
  )

beforeAll(async () => {
  site = await openSite('postgres')
  identity = openIdentity(site.db, { PUBLIC_URL: site.url, SESSION_SECRET: sessionSecret } as Parameters<
    typeof openIdentity
  >[1])
  await signIn('ann', 'organiser')
  await signIn('ben', 'organiser')
  await signIn('walk', 'organiser', 'walk-11')
  await signIn('fund', 'fund-manager', 'elders')
  await signIn('eye', 'auditor')
}, bootMs)
afterAll(() => site?.stop())

test('from nothing to an open campaign without scripts: series, draft, routing, asked for by one, agreed to by another', async () => {
  const series = {
    nameZh: '山海节',
    nameEn: "Hills' Day",
    slug: '',
    aboutZh: '每年一次',
    aboutEn: 'Every year',
  }
  const wrong = await post('/desk/series/new', { ...series, nameZh: '' }, 'ann')
  expect(wrong.status).toBe(422)
  expect(visibleText(wrong.html)).toContain('请填写')
  expect(valueIn(wrong.html, 'aboutEn'), 'what was typed is kept').toBe('Every year')
  expect((await post('/desk/series/new', series, 'ann')).location).toBe('/desk/series/hills-day?done=saved')
  expect((await post('/desk/series/new', series, 'ann')).status, 'a slug is given once').toBe(409)

  const page = await get('/desk/campaigns/new?series=hills-day', 'ann')
  const fields = { ...formOf(page.html, names), nameZh: '第一届', nameEn: 'First Hills Day' }
  expect(fields).toMatchObject({ series: 'hills-day', edition: '1' })
  const refused = await post(
    '/en/desk/campaigns/new',
    { ...fields, startsOn: '2026-02-30', storyEn: 'x'.repeat(10_000), goalFen: 'lots' },
    'ann',
  )
  expect(refused.status).toBe(422)
  expect(visibleText(refused.html)).toContain('Too long')
  expect(valueIn(refused.html, 'storyEn'), 'all 10,000 characters come back').toHaveLength(10_000)
  expect(valueIn(refused.html, 'goalFen')).toBe('lots')
  const days = { startsOn: '2020-01-01', endsOn: '2099-12-31' }
  const drafted = await post('/desk/campaigns/new', { ...fields, ...days }, 'ann')
  expect(drafted.location).toBe('/desk/campaigns/first-hills-day?done=drafted')
  const here = '/desk/campaigns/first-hills-day'

  expect((await fetch(`${site.url}/campaigns/first-hills-day`)).status, 'a draft is not public').toBe(404)
  const early = await post(here, { intent: 'propose-open' }, 'ann')
  expect(early.status).toBe(409)
  const overview = visibleText((await get(here, 'ann')).html)
  expect(overview).toContain('开放之前还缺')
  expect(overview).toContain('还没有定善款去向')

  const rows = { version: '1', rows: '1', 'fund-0': 'elders', 'percent-0': '66.67', 'offer-0': 'yes' }
  const more = await post(`${here}/routing`, { ...rows, intent: 'add-row' }, 'ann')
  expect(more.status).toBe(200)
  expect(valueIn(more.html, 'percent-0')).toBe('66.67')
  expect(valueIn(more.html, 'rows')).toBe('2')
  const two = { ...rows, rows: '2', 'fund-1': 'children', intent: 'save' }
  const short = await post(`${here}/routing`, { ...two, 'percent-1': '33' }, 'ann')
  expect(short.status).toBe(422)
  expect(visibleText(short.html)).toContain('正好是 100%')
  expect(valueIn(short.html, 'percent-1')).toBe('33')
  expect((await post(`${here}/routing`, { ...two, 'percent-1': '33.33' }, 'ann')).status).toBe(303)

  const edit = formOf((await get(`${here}/edit`, 'ann')).html, names)
  const attack = '<script>window.hacked=1</script>"><img src=x onerror=hack()>'
  const texts = { summaryZh: attack, summaryEn: attack, storyZh: attack, storyEn: attack }
  const rest = { coverAltZh: attack, coverAltEn: attack, filingNumber: 'T-1' }
  const platform = { designatedPlatform: '平台甲', designatedPlatformEn: 'Platform A' }
  const saved = await post(`${here}/edit`, { ...edit, ...texts, ...rest, ...platform }, 'ann')
  expect(saved.location).toBe(`${here}?done=saved`)
  for (const path of [here, `${here}/preview`, `${here}/history`, `${here}/edit`]) {
    expect((await get(path, 'ann')).html, path).not.toContain('<script>window.hacked')
    expect((await get(path, 'ann')).html, path).not.toContain('<img src=x')
  }
  const preview = await get(`/en${here}/preview`, 'ann')
  expect(preview.html).toContain('noindex')
  expect(preview.html).not.toContain('name="formId"')
  expect(visibleText(preview.html)).toContain('Platform A')

  expect((await post(here, { intent: 'propose-open', note: '请看' }, 'ann')).location).toBe(
    `${here}?done=proposed`,
  )
  expect((await post(here, { intent: 'propose-open' }, 'ann')).status, 'asked once').toBe(409)
  expect(visibleText((await get(here, 'ann')).html)).toContain('你自己提交的')
  expect(visibleText((await get(here, 'ben')).html)).toContain('等第二个人同意开放')
  const [waiting] = await findWaitingProposals(site.db, { kind: 'campaign', id: 'first-hills-day' })
  const second = await identity.signedIn(new Request(site.url, { headers: { cookie: cookies.ben! } }), '::1')
  const executors = {
    'campaign.open': (tx, p, by) =>
      openCampaign(tx, by, String(p.slug), p as { version: number; routingVersion: number } & object),
  } as Partial<Executors> as Executors
  expect(
    await decideProposal(site.db, second!.actor, { id: waiting!.id, decision: 'approved' }, executors),
  ).toMatchObject({ ok: true })

  const open = await fetch(`${site.url}/en/campaigns/first-hills-day`)
  expect(open.status, 'public at once').toBe(200)
  expect(visibleText(await open.text())).toContain('Platform A')
})

test('changed ids in addresses and bodies reach nothing: 404, and nothing is changed', async () => {
  const before = await findCampaign(site.db, 'relief-day')
  const own = formOf((await get('/desk/campaigns/walk-11/edit', 'walk')).html, names)
  expect(own.nameZh).not.toBe('')
  for (const path of ['', '/edit', '/routing', '/preview', '/history']) {
    expect((await get(`/desk/campaigns/relief-day${path}`, 'walk')).status, path).toBe(404)
    expect((await get(`/desk/campaigns/nobody${path}`, 'walk')).status, path).toBe(404)
  }
  const tries: [string, Record<string, string>][] = [
    ['/desk/campaigns/relief-day/edit', { ...own, slug: 'walk-11' }],
    [
      '/desk/campaigns/relief-day/routing',
      { version: '1', rows: '1', 'fund-0': 'elders', 'percent-0': '100', reason: 'x' },
    ],
    ['/desk/campaigns/relief-day', { intent: 'close', sure: 'yes' }],
    ['/desk/campaigns/walk-12', { intent: 'propose-open' }],
    ['/desk/campaigns/new', { ...own, slug: 'mine', edition: '99' }],
    ['/desk/series/new', { nameZh: 'x', nameEn: 'x', slug: 'mine', aboutZh: 'x', aboutEn: 'x' }],
    ['/desk/series/health-walk', { version: '1', nameZh: 'x', nameEn: 'x', aboutZh: 'x', aboutEn: 'x' }],
    ['/desk/funds/elders', { version: '1', nameZh: 'x', nameEn: 'x' }],
    ['/desk/funds/new', { nameZh: 'x', nameEn: 'x' }],
  ]
  for (const [path, fields] of tries) expect((await post(path, fields, 'walk')).status, path).toBe(404)
  // A slug in the body names nothing: the address does.
  const saved = await post(
    '/desk/campaigns/walk-11/edit',
    { ...own, slug: 'relief-day', placeEn: 'Here' },
    'walk',
  )
  expect(saved.status).toBe(303)
  expect((await findCampaign(site.db, 'walk-11'))!.en.place).toBe('Here')
  expect(await findCampaign(site.db, 'relief-day')).toEqual(before)
  expect(await findCampaign(site.db, 'mine')).toBeNull()

  expect((await get('/desk/funds/elders', 'fund')).status).toBe(200)
  expect((await get('/desk/funds/children', 'fund')).status).toBe(404)
  expect((await post('/desk/funds/elders', {}, 'fund')).status, 'a manager reads').toBe(404)
  const funds = visibleText((await get('/desk/funds', 'fund')).html)
  expect(funds).toContain('长者关爱基金')
  expect(funds).not.toContain('困境儿童基金')

  expect((await get('/desk/campaigns/relief-day', 'eye')).status, 'an auditor sees').toBe(200)
  expect((await get('/desk/campaigns/relief-day/edit', 'eye')).status, 'and changes nothing').toBe(404)
  expect((await post('/desk/campaigns/relief-day', { intent: 'close', sure: 'yes' }, 'eye')).status).toBe(404)
})

test('somebody else saved meanwhile: told what, their words and mine both kept, the next press saves', async () => {
  const path = '/desk/campaigns/walk-12/edit'
  const mine = formOf((await get(path, 'ann')).html, names)
  const theirs = { ...mine, placeZh: '别处', placeEn: 'Elsewhere', summaryEn: 'Their summary' }
  expect((await post(path, theirs, 'ben')).status).toBe(303)
  const told = await post(path, { ...mine, summaryEn: 'My summary', storyEn: 'My story' }, 'ann')
  expect(told.status).toBe(409)
  const text = visibleText(told.html)
  expect(text).toContain('别人刚刚也保存过')
  expect(text).toContain('Their summary')
  expect(text).toContain('ben')
  const merged = formOf(told.html, names)
  expect(merged).toMatchObject({
    placeZh: '别处',
    placeEn: 'Elsewhere',
    summaryEn: 'My summary',
    storyEn: 'My story',
  })
  expect((await post(path, merged, 'ann')).status).toBe(303)
  expect(await findCampaign(site.db, 'walk-12')).toMatchObject({
    en: { place: 'Elsewhere', summary: 'My summary', story: 'My story' },
  })
})

test('an edited text is public at once, and a split that changed under an open give form is shown before anybody pays', async () => {
  const form = await (await fetch(`${site.url}/campaigns/relief-day`)).text()
  const gift = {
    formId: valueIn(form, 'formId')!,
    rule: valueIn(form, 'rule')!,
    amount: '66.66',
    name: '梁锦华',
    message: '加油',
  }
  const edit = formOf((await get('/desk/campaigns/relief-day/edit', 'ann')).html, names)
  expect((await post('/desk/campaigns/relief-day/edit', { ...edit, nameZh: '新名字' }, 'ann')).status).toBe(
    303,
  )
  for (const path of ['/', '/campaigns/relief-day'])
    expect(visibleText(await (await fetch(site.url + path)).text()), path).toContain('新名字')
  const routed = await post(
    '/desk/campaigns/relief-day/routing',
    { version: '1', rows: '1', 'fund-0': 'children', 'percent-0': '100', reason: '更缺', intent: 'save' },
    'ann',
  )
  expect(routed.status).toBe(303)
  const told = await postForm(site, '/campaigns/relief-day', gift)
  const html = await told.text()
  expect(told.status).toBe(409)
  expect(visibleText(html)).toContain('善款的分法刚刚改了')
  expect(valueIn(html, 'name')).toBe('梁锦华')
  expect(valueIn(html, 'message')).toBe('加油')
  const again = await postForm(site, '/campaigns/relief-day', { ...gift, rule: valueIn(html, 'rule')! })
  expect(again.status).toBe(303)
  const shares = await site.db.query(
    `SELECT a.fund FROM giving_allocation a JOIN giving_gift g ON g.id = a.gift_id WHERE g.campaign = 'relief-day'`,
  )
  expect(shares, 'one gift, by the new rule').toEqual([{ fund: 'children' }])
})
