import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shanghaiDay } from '~/platform/dates'
import { openPeople, type Someone } from '../identity/two-people'
import { layRegistration } from '../walks/support'
import { postForm, unescaped, valueIn, visibleText } from './donor'
import { bootMs, sessionSecret } from './server'
import { openSite, type Site } from './site'

let site: Site
const who: Record<string, Someone> = {}
const secrets = new Set<string>()
const dayMs = 86_400_000
const day = (from: number) => shanghaiDay(new Date(Date.now() + from * dayMs))

beforeAll(async () => {
  site = await openSite('postgres', { env: { LOG_LEVEL: 'debug' } })
  const people = openPeople(site.db, { PUBLIC_URL: site.url, SESSION_SECRET: sessionSecret })
  who.walk = await people.someone('organiser', 'walk-11')
  who.relief = await people.someone('organiser', 'relief-day')
  who.administrator = await people.someone('administrator')
  who.auditor = await people.someone('auditor')
  for (const role of ['treasurer', 'reviewer', 'fund-manager'] as const)
    who[role] = await people.someone(role)
}, bootMs)
afterAll(() => site?.stop())

const get = async (path: string, cookie = '') => {
  const response = await fetch(site.url + path, { headers: { Cookie: cookie }, redirect: 'manual' })
  return {
    status: response.status,
    html: await response.text(),
    location: response.headers.get('location'),
    cache: response.headers.get('cache-control'),
  }
}
const post = async (path: string, fields: Record<string, string>, cookie = '') => {
  const response = await postForm(site, path, fields, { cookie })
  return {
    status: response.status,
    html: await response.text(),
    location: response.headers.get('location'),
    cookie: response.headers.getSetCookie().map((one) => one.split(';')[0])[0] ?? '',
    setCookie: response.headers.getSetCookie()[0] ?? '',
  }
}
const wish = (more: Record<string, string> = {}) => ({
  intent: 'make',
  id: randomUUID(),
  campaign: 'walk-11',
  role: 'checkpoint-volunteer',
  place: '北门打卡点',
  label: '第二班',
  validOn: day(0),
  hours: '',
  contact: '黄步云 13800138000',
  ...more,
})
async function made(more: Record<string, string> = {}) {
  const fields = wish(more)
  const answer = await post('/desk/passes?campaign=walk-11', fields, who.walk!.cookie)
  const secret = /\/pass\/([\w-]{43})/.exec(unescaped(answer.html))?.[1]
  if (!secret) throw new Error(`no link: ${answer.status} ${visibleText(answer.html)}`)
  secrets.add(secret)
  return { id: fields.id, secret, link: `/pass/${secret}`, answer }
}

test('the page of passes is the campaign’s organisers’ and administrators’; others cannot know of it', async () => {
  const at = '/desk/passes?campaign=walk-11'
  for (const [name, status] of [
    ['walk', 200],
    ['administrator', 200],
    ['auditor', 200],
    ['relief', 404],
    ['treasurer', 404],
    ['reviewer', 404],
    ['fund-manager', 404],
  ] as const)
    expect((await get(at, who[name]!.cookie)).status, name).toBe(status)
  expect((await get(at)).location).toContain('/sign-in')
  expect((await get(at, who.walk!.cookie)).cache).toContain('no-store')
  const others = (await get('/desk/passes', who.relief!.cookie)).html
  expect(others).toContain('value="relief-day"')
  expect(others).not.toContain('walk-11')
  for (const name of ['auditor', 'relief', 'treasurer'])
    expect((await post(at, wish(), who[name]!.cookie)).status, name).toBe(404)
  // What stands in the body decides, not the address.
  const elsewhere = await post(at, wish({ campaign: 'relief-day' }), who.walk!.cookie)
  expect(elsewhere.status).toBe(404)
  expect((await post(at, wish({ campaign: 'nowhere' }), who.administrator!.cookie)).status).toBe(404)
  expect(await site.db.query('SELECT id FROM identity_pass')).toEqual([])
})

test('a form that is not right says so beside the field and keeps what was typed; sent twice it makes one pass', async () => {
  const at = '/en/desk/passes?campaign=walk-11'
  const wrong = await post(at, wish({ place: '', validOn: day(-1), label: '<b>夜班</b>' }), who.walk!.cookie)
  expect(wrong.status).toBe(422)
  expect(visibleText(wrong.html)).toContain('Please name the place')
  expect(valueIn(wrong.html, 'label')).toBe('<b>夜班</b>')
  const past = await post(at, wish({ validOn: day(-1) }), who.walk!.cookie)
  expect(past.status).toBe(422)
  expect(visibleText(past.html)).toContain('today or a day within a year')
  const fields = wish({ label: '一次' })
  expect((await post(at, fields, who.walk!.cookie)).html).toContain('/en/pass/')
  const again = await post(at, fields, who.walk!.cookie)
  expect(again.status).toBe(409)
  expect(again.html).not.toMatch(/\/pass\/[\w-]{43}/)
  const rows = await site.db.query(`SELECT id::text FROM identity_pass WHERE label = '一次'`)
  expect(rows).toEqual([{ id: fields.id }])
})

test('a link is shown once, says what it is for without taking anything up, and then the phone carries it until midnight', async () => {
  const { link, secret, answer } = await made()
  expect(answer.html).toContain('<svg')
  const page = await get('/desk/passes?campaign=walk-11', who.walk!.cookie)
  expect(page.html).not.toContain(secret)
  for (let look = 0; look < 3; look++) {
    const offer = await get(link)
    expect(offer.status).toBe(200)
    expect(offer.cache).toContain('no-store')
    expect(offer.html).toContain('noindex')
    expect(visibleText(offer.html)).toContain('就用这部手机')
  }
  expect(visibleText((await get('/desk/passes?campaign=walk-11', who.walk!.cookie)).html)).toContain(
    '还没有人打开',
  )
  const taken = await post(link, {})
  expect(taken.location).toBe('/pass')
  expect(taken.setCookie).toMatch(/^shanxing-pass=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/)
  const carried = await get('/pass', taken.cookie)
  expect(carried.status).toBe(200)
  const text = visibleText(carried.html)
  expect(text).toContain('只管这一个地方')
  expect(text).toContain('北京时间半夜十二点')
  expect(carried.html).toContain('href="tel:13800138000"')
  expect(carried.html).not.toContain(secret)
  expect(visibleText((await get('/en/pass', taken.cookie)).html)).toContain('and nowhere else')
  expect((await get(link, taken.cookie)).location, 'back to the link').toBe('/pass')
  await post(link, {}, taken.cookie)
  await post(link, {})
  const list = visibleText((await get('/desk/passes?campaign=walk-11', who.walk!.cookie)).html)
  expect(list, 'the same phone counts once').toContain('用在 2 部手机上')

  const down = await post('/pass?index', {}, taken.cookie)
  expect(down.setCookie).toContain('Max-Age=0')
  const without = await get('/pass')
  expect(without.status).toBe(403)
  expect(visibleText(without.html)).toContain('这部手机没有通行证')
})

test('a pass opens no desk, no account and no other page behind a sign-in', async () => {
  const { link } = await made()
  const { cookie } = await post(link, {})
  for (const path of ['/desk', '/desk/passes', '/desk/gifts', '/desk/period', '/desk/proposals', '/account'])
    expect((await get(path, cookie)).location, path).toContain('/sign-in')
  for (const path of ['/desk/passes', '/desk/proposals', '/desk/period'])
    expect((await post(path, wish(), cookie)).location, path).toContain('/sign-in')
})

test('taken back, expired, tomorrow’s and unknown ones each get their own sentence and status', async () => {
  const gone = await made()
  const { cookie } = await post(gone.link, {})
  expect((await get('/pass', cookie)).status).toBe(200)
  const back = { intent: 'revoke', campaign: 'walk-11', id: gone.id }
  const foreign = { ...back, campaign: 'relief-day' }
  expect((await post('/desk/passes', foreign, who.relief!.cookie)).status, 'by another’s organiser').toBe(409)
  expect((await get('/pass', cookie)).status).toBe(200)
  const revoked = await post('/desk/passes', back, who.walk!.cookie)
  expect(revoked.location).toBe('/desk/passes?campaign=walk-11&done=revoked')
  const next = await get('/pass', cookie)
  expect(next.status, 'the next request of the phone').toBe(410)
  expect(visibleText(next.html)).toContain('这张通行证已经收回')
  expect((await get(gone.link)).status).toBe(410)
  expect((await post(gone.link, {})).setCookie).toBe('')
  expect((await post('/desk/passes', back, who.walk!.cookie)).status).toBe(409)

  const early = await made({ validOn: day(1) })
  const tomorrow = await get(`/en${early.link}`)
  expect(tomorrow.status).toBe(403)
  expect(visibleText(tomorrow.html)).toContain('Not yet')
  expect((await post(early.link, {})).setCookie).toBe('')

  const { hashOfSecret } = await import('~/identity/internal/one-time-secret.server')
  const secret = 'o'.repeat(43)
  secrets.add(secret)
  await site.db.query(
    `INSERT INTO identity_pass (role, campaign, place, label, valid_on, secret_hash, created_by)
     VALUES ('stall-volunteer', 'walk-11', 'a', 'b', $1::date, $2, 'x')`,
    [day(-1), hashOfSecret(secret)],
  )
  const over = await get('/pass', `shanxing-pass=${secret}`)
  expect(over.status).toBe(410)
  expect(visibleText(over.html)).toContain('已经过了日子')

  for (const path of [`/pass/${'u'.repeat(43)}`, '/pass/x', "/pass/'%20OR%201=1"]) {
    const unknown = await get(path)
    expect(unknown.status, path).toBe(404)
    expect(visibleText(unknown.html), path).toContain('没有这张通行证')
  }
})

test('the audit trail names what the pass did, and the log of all this holds no secret', async () => {
  const { id, link, secret } = await made({ label: '陈阿姨' })
  await fetch(`${site.url}/pass/${secret}.data`)
  await fetch(`${site.url}/en/%70ass/${secret}`)
  await post(link, {})
  const trail = visibleText((await get(`/desk/trail?person=${id}`, who.administrator!.cookie)).html)
  expect(trail).toContain('陈阿姨 · 北门打卡点')
  expect(trail).toContain('志愿者通行证')
  await site.db.query('ALTER TABLE identity_pass RENAME TO identity_pass_away')
  const broken = await get(link)
  await site.db.query('ALTER TABLE identity_pass_away RENAME TO identity_pass')
  expect(broken.status).toBe(500)
  const log = site.server.output()
  expect(log).toContain('/pass/…')
  expect(secrets.size).toBeGreaterThan(4)
  for (const one of secrets) expect(log.includes(one), `${one} is in the log`).toBe(false)
  for (const cookie of Object.values(who).map((one) => one.cookie.split('=')[1]!))
    expect(log.includes(cookie)).toBe(false)
})

test('a desk-made pass for a checkpoint has a rotating code of its own, and loses it when it is taken back', async () => {
  await layRegistration(site.db, 'walk-11')
  const chains = () =>
    site.db.query<{ place: string; passId: string; revoked: boolean }>(
      `SELECT place, pass_id AS "passId", revoked_at IS NOT NULL AS revoked FROM walks_code_chain WHERE kind = 'rotating'`,
    )
  const page = await get('/desk/passes?campaign=walk-11&place=place:cp2', who.walk!.cookie)
  expect(page.html).toMatch(/<option value="place:cp2" selected/)
  const written = await made({ placeKey: '' })
  expect(await chains(), 'a place that is only a word').toEqual([])
  // Chosen without scripts: the rest of the form is sent along and does not count.
  const { id, answer } = await made({ placeKey: 'place:cp2', place: '', role: 'stall-volunteer' })
  expect(answer.status).toBe(200)
  expect(await chains()).toEqual([{ place: 'cp2', passId: id, revoked: false }])
  expect(
    await site.db.query(
      'SELECT role, place_key FROM identity_pass WHERE id = ANY($1::uuid[]) ORDER BY place_key',
      [[written.id, id]],
    ),
  ).toEqual([
    { role: 'checkpoint-volunteer', place_key: '' },
    { role: 'checkpoint-volunteer', place_key: 'place:cp2' },
  ])
  const unknown = await post(
    '/desk/passes?campaign=walk-11',
    wish({ placeKey: 'place:cp77' }),
    who.walk!.cookie,
  )
  expect(unknown.status).toBe(422)
  expect(unknown.html).toContain('这个地方不在名单里了')
  const revoked = await post('/desk/passes', { intent: 'revoke', campaign: 'walk-11', id }, who.walk!.cookie)
  expect(revoked.status).toBe(303)
  expect(await chains()).toEqual([{ place: 'cp2', passId: id, revoked: true }])
})
