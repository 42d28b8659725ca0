import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { linkSecret } from '~/walks/internal/links.server'
import { layRegistration } from '../walks/support'
import { type Fields, giftUrlOn, postForm, press, valueIn } from './donor'
import { bootMs, sessionSecret, until } from './server'
import { openSite, type Site } from './site'

const walk = '/campaigns/walk-11'
const perMinute = 40
let site: Site
beforeAll(async () => {
  site = await openSite('postgres', {
    env: { GIVE_PER_ADDRESS: String(perMinute) },
    prepare: async (db) => {
      await layRegistration(db, 'walk-11', { feeFen: 3000n })
      await db.query(
        `UPDATE walks_walk SET day = current_date + 30, back_by = now() + interval '31 days', register_from = now() - interval '1 day',
                register_until = now() + interval '20 days'`,
      )
    },
  })
}, bootMs)
afterAll(() => site.stop())

const there = { redirect: 'manual' as const }
const family: Fields = {
  waiver: '1',
  walkers: '1',
  agreed: 'yes',
  contactName: '何晓岚',
  contactPhone: '139 0013 9000',
  emergencyName: '何大文',
  emergencyPhone: '138 0013 8000',
  'w0-name': '何晓岚',
  'w0-level': '5km',
}
/** Registers, and answers the path of the party's own page. */
async function register(contactEmail: string): Promise<string> {
  const sent = await postForm(site, `${walk}/register`, { ...family, formId: randomUUID(), contactEmail })
  expect(sent.status).toBe(303)
  return sent.headers.get('location')!
}

test('a fee’s gift opens the registration for the browser that paid it, and for nobody else', async () => {
  const path = await register('he@example.org')
  const secret = path.split('/').at(-1)!
  const pressed = await postForm(site, `${path}/pay`, {})
  const payUrl = pressed.headers.get('location')!
  const cookie = pressed.headers.getSetCookie()[0]!
  expect(cookie).toMatch(/^shanxing-paying=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/)
  const giftUrl = await giftUrlOn(payUrl)
  await press(payUrl, 'pay')
  await until('the fee is in the books', async () =>
    (await (await fetch(site.url + path)).text()).includes('报上了'),
  )
  for (const headers of [new Headers(), new Headers({ Cookie: cookie.split(';')[0]! })])
    for (const url of [giftUrl, `${giftUrl}.data`]) {
      const shown = await (await fetch(url, { headers })).text()
      expect(shown).not.toContain(secret)
      expect(shown).not.toContain('/registrations/')
    }
  const back = async (headers = {}) =>
    (await fetch(`${giftUrl}/registration`, { ...there, headers })).headers.get('location')
  expect(await back({ Cookie: cookie.split(';')[0]! })).toBe(path)
  expect(await back()).toBe(`${walk}/lost-ticket`)
  const [party] = await site.db.query<{ id: string }>('SELECT id::text AS id FROM walks_party')
  const day = await (await fetch(`${site.url}${path}/calendar.ics`)).text()
  expect(day).toMatch(/UID:[\w-]{22}@127\.0\.0\.1/)
  expect(day).not.toContain(party!.id)
})

test('a second party of an address is refused next to the field while the first is unpaid, and nothing typed is lost', async () => {
  await register('once@example.org')
  const again = { ...family, formId: randomUUID(), contactEmail: 'Once@example.org', contactName: '另一位' }
  const sent = await postForm(site, `${walk}/register`, again)
  const html = await sent.text()
  expect(sent.status).toBe(409)
  expect(html).toContain('用这个邮箱报的名还有没付款的')
  expect(valueIn(html, 'contactEmail')).toBe('Once@example.org')
  expect(valueIn(html, 'contactName')).toBe('另一位')
})

test('registering a unit answers no link to it; the leader’s list is looked at a limited number of times a minute', async () => {
  const unit = {
    unitName: '沙湾镇',
    leaderName: '李带队',
    leaderEmail: 'li@example.org',
    leaderPhone: '13800138000',
  }
  const sent = await postForm(site, `${walk}/register/unit`, { ...unit, formId: randomUUID() })
  expect(sent.status).toBe(303)
  expect(sent.headers.get('location')).toBe(`${walk}/register/unit?sent=1`)
  const said = await (await fetch(`${site.url}${walk}/register/unit?sent=1`)).text()
  expect(said).toContain('管理链接已经发到带队人的邮箱')
  expect(said).not.toContain('/units/')
  const [kept] = await site.db.query<{ id: string }>('SELECT id::text AS id FROM walks_unit')
  const link = `/units/${linkSecret(sessionSecret, 'unit', kept!.id, 1)}`
  const form = new FormData()
  form.set('list', '陈一,5km')
  const headers = { Origin: site.url, 'Sec-Fetch-Site': 'same-origin' }
  const checked = await fetch(`${site.url}${link}/import`, { ...there, method: 'POST', body: form, headers })
  const plan = site.url + checked.headers.get('location')!
  expect(await (await fetch(plan)).text()).toContain('1 位可以报名。')
  const looks: number[] = []
  for (let i = 0; i < perMinute; i++) looks.push((await fetch(plan)).status)
  expect(looks.at(-1)).toBe(429)
  expect(await (await fetch(plan)).text(), 'and says so').toContain('从这里来的报名太多了')
  expect((await fetch(`${site.url}${link}/import`)).status, 'without a list nothing is read').toBe(200)
}, 60_000)
