import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { theSoftware } from '~/identity/actor'
import { createPerson } from '~/identity/create-person.server'
import { grantRole } from '~/identity/grant-role.server'
import { openIdentity } from '~/identity/identity.server'
import { openSession } from '~/identity/open-session.server'
import type { AccountRole } from '~/identity/role'
import type { Database } from '~/platform/db.server'
import { bootMs, sessionSecret } from './server'
import { type Kind, kinds, openSite, type Site } from './site'

const people: { key: string; role: AccountRole; scope?: string }[] = [
  { key: 'administrator', role: 'administrator' },
  { key: 'treasurer', role: 'treasurer' },
  { key: 'reviewer', role: 'reviewer' },
  { key: 'auditor', role: 'auditor' },
  { key: 'organiser', role: 'organiser', scope: 'walk-11' },
  { key: 'other-organiser', role: 'organiser', scope: 'relief-day' },
  { key: 'fund-manager', role: 'fund-manager', scope: 'elders' },
]

/** Cookies of one signed-in person of each kind, made in the database before the server opens it. */
async function signInAll(db: Database, cookies: Map<string, string>) {
  const identity = openIdentity(db, { PUBLIC_URL: 'http://127.0.0.1', SESSION_SECRET: sessionSecret })
  for (const { key, role, scope } of people) {
    const made = await createPerson(db, { name: key, email: `${key}@example.org` })
    if (!made.ok) throw new Error(made.reason)
    await grantRole(db, theSoftware, { personId: made.personId, role, scope })
    const headers = await openSession(identity, made.personId, { secondFactor: true })
    const cookie = headers!.getSetCookie().map((c) => c.split(';')[0])
    cookies.set(key, cookie.join('; '))
  }
}

describe.each(kinds)('the dashboard’s doors, $name', ({ kind }: { kind: Kind }) => {
  let site: Site
  const cookies = new Map<string, string>()
  beforeAll(async () => {
    site = await openSite(kind, { prepare: (db) => signInAll(db, cookies) })
  }, bootMs)
  afterAll(() => site?.stop())

  const ask = (key: string | null, path: string) =>
    fetch(site.url + path, { headers: key ? { Cookie: cookies.get(key)! } : {}, redirect: 'manual' })
  const doors = (slug: string) => ['', '/figures'].map((end) => `/desk/campaigns/${slug}/monitoring${end}`)

  test.each([
    ['administrator', 200],
    ['treasurer', 200],
    ['reviewer', 200],
    ['auditor', 200],
    ['organiser', 200],
    ['other-organiser', 404],
    ['fund-manager', 404],
    [null, 302],
  ] as const)('%s gets %i', async (key, status) => {
    for (const path of doors('walk-11')) expect([path, (await ask(key, path)).status]).toEqual([path, status])
  })

  test('what does not exist answers as what one may not know about, also to those who see all', async () => {
    for (const slug of ['nobody', '..%2Fwalk-11', 'walk-11%00', randomUUID()]) {
      for (const path of doors(slug)) {
        expect([path, (await ask('auditor', path)).status]).toEqual([path, 404])
        expect([path, (await ask('organiser', path)).status]).toEqual([path, 404])
      }
    }
  })

  test('a draft has figures of nothing for those who prepare it', async () => {
    for (const path of doors('walk-12')) {
      expect((await ask('auditor', path)).status).toBe(200)
      expect((await ask('organiser', path)).status).toBe(404)
    }
    const figures = await (await ask('auditor', '/desk/campaigns/walk-12/monitoring/figures')).json()
    expect(figures).toMatchObject({ totals: { confirmedFen: '0', gifts: 0 }, gift: null, largest: [] })
  })

  test('nobody keeps the answers, and days that are refused say so', async () => {
    const [page, figures] = await Promise.all(doors('walk-11').map((path) => ask('organiser', path)))
    for (const answer of [page!, figures!])
      expect(answer.headers.get('cache-control')).toBe('private, no-store')
    const refused = doors('walk-11').map((path) => ask('organiser', `${path}?from=2026-03-09&to=2026-03-01`))
    for (const answer of await Promise.all(refused)) expect(answer.status).toBe(422)
    const json = await (await ask('organiser', `${doors('walk-11')[1]}?from=x&to=2026-03-01`)).json()
    expect(json).toEqual({ error: 'invalid-range', errors: { from: 'not-a-day' } })
  })
})
