import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCampaign } from '~/campaigns/find-campaign.server'
import type { AccountRole } from '~/identity/role'
import { readPeriod } from '~/ledger/read-period.server'
import { openPeople, type People, readProviderNow, type Someone } from '../identity/two-people'
import { postForm, visibleText } from './donor'
import { bootMs, sessionSecret } from './server'
import { openSite, type Site } from './site'

let site: Site
let people: People
beforeAll(async () => {
  site = await openSite('postgres')
  await readProviderNow(site.db)
  people = openPeople(site.db, { PUBLIC_URL: site.url, SESSION_SECRET: sessionSecret })
}, bootMs)
afterAll(() => site?.stop())

const get = async (path: string, { cookie }: Someone) => {
  const response = await fetch(site.url + path, { headers: { Cookie: cookie }, redirect: 'manual' })
  return { status: response.status, html: await response.text() }
}
const post = async (path: string, fields: Record<string, string>, { cookie }: Someone) => {
  const response = await postForm(site, path, fields, { cookie })
  return { status: response.status, html: await response.text(), location: response.headers.get('location') }
}
const waitingId = async (action: string) => {
  const rows = await site.db.query<{ id: string }>(
    `SELECT id::text FROM identity_proposal WHERE action = $1 AND state = 'waiting'`,
    [action],
  )
  return rows[0]!.id
}
const state = async (slug: string) => (await findCampaign(site.db, slug))!.state

const kinds: {
  action: string
  role: AccountRole
  other: AccountRole
  ask: [path: string, fields: Record<string, string>]
  done: () => Promise<boolean>
}[] = [
  {
    action: 'campaign.open',
    role: 'organiser',
    other: 'reviewer',
    ask: ['/desk/campaigns/walk-12', { intent: 'propose-open', note: '请看' }],
    done: async () => (await state('walk-12')) === 'open',
  },
  {
    action: 'campaign.settle',
    role: 'treasurer',
    other: 'administrator',
    ask: ['/desk/campaigns/walk-10', { intent: 'propose-settle', note: '请看' }],
    done: async () => (await state('walk-10')) === 'settled',
  },
  {
    action: 'period.close',
    role: 'treasurer',
    other: 'administrator',
    ask: ['/desk/period', { through: '2024-03-31', note: '请看' }],
    done: async () => (await readPeriod(site.db)).closedThrough === '2024-03-31',
  },
]

describe.each(kinds)('$action over HTTP', ({ action, role, other, ask, done }) => {
  test('nobody’s second hand agrees: not the proposer in any role, not their stand-in, not whom they stand in for; then another person does', async () => {
    const [proposer, chief] = [await people.someone(role), await people.someone(other)]
    const [deputy, third] = [await people.someone(), await people.someone(other)]
    await people.standIn(proposer.id, other, chief.id)
    expect((await post(...ask, proposer)).status).toBe(303)
    const id = await waitingId(action)
    await people.standIn(deputy.id, role, proposer.id)
    await people.give(proposer.id, other)

    for (const [name, one] of Object.entries({ proposer, deputy, chief })) {
      const page = await get('/desk/proposals', one)
      expect(page.status, name).toBe(200)
      expect(page.html, `${name} sees it`).toContain(id)
      expect(page.html, `${name} has no button`).not.toContain('value="approved"')
      const tried = await post('/desk/proposals', { id, decision: 'approved' }, one)
      expect(tried.status, name).toBe(409)
      expect(visibleText(tried.html), name).toContain('这件事不能由你决定')
      expect(await done(), name).toBe(false)
    }
    expect((await get('/desk/proposals', third)).html).toContain('value="approved"')
    const agreed = await post('/desk/proposals', { id, decision: 'approved' }, third)
    expect(agreed.status).toBe(200)
    expect(visibleText(agreed.html)).toContain('已经同意，事情办好了')
    expect(await done()).toBe(true)
    expect((await post('/desk/proposals', { id, decision: 'approved' }, third)).status, 'once').toBe(409)
  })
})

test('closing a period is for treasurers to propose, for administrators and auditors to look at, and unknown to others', async () => {
  const at = '/desk/period'
  for (const [role, look, ask] of [
    ['treasurer', 200, 303],
    ['administrator', 200, 404],
    ['auditor', 200, 404],
    ['organiser', 404, 404],
    ['reviewer', 404, 404],
    ['fund-manager', 404, 404],
  ] as const) {
    const one = await people.someone(role)
    expect((await get(at, one)).status, role).toBe(look)
    expect((await post(at, { through: '2024-06-30' }, one)).status, role).toBe(ask)
  }
  const again = await post(
    '/en/desk/period',
    { through: '2024-06-30', note: 'kept' },
    await people.someone('treasurer'),
  )
  expect(again.status).toBe(409)
  expect(visibleText(again.html)).toContain('proposed already')
  for (const [through, says] of [
    ['2024-01-31', 'closed already'],
    ['2024-06-29', 'end of a month'],
    ['2999-12-31', 'not over yet'],
    ["' OR 1=1", 'end of a month'],
  ] as const) {
    const refused = await post('/en/desk/period', { through }, await people.someone('treasurer'))
    expect(refused.status, through).toBe(409)
    expect(visibleText(refused.html), through).toContain(says)
  }
})
