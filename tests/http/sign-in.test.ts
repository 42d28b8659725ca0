import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openIdentity } from '~/identity/identity.server'
import { openSession } from '~/identity/open-session.server'
import type { Database } from '~/platform/db.server'
import { cookieOf, newestCode, withPassword } from '../identity/support'
import { formHeaders, postForm, valueIn, visibleText } from './donor'
import { bootMs, sessionSecret } from './server'
import { openSite, type Site } from './site'

const password = 'kapok in early spring'
const known = 'known@example.org'
let cookie = ''
let personId = ''

async function prepare(db: Database) {
  const identity = openIdentity(db, { PUBLIC_URL: 'http://127.0.0.1', SESSION_SECRET: sessionSecret })
  personId = (await withPassword(db, known, password)).actor.id
  cookie = cookieOf((await openSession(identity, personId))!)
}

let site: Site
beforeAll(async () => {
  site = await openSite('postgres', { env: { SIGN_IN_PER_ADDRESS: '40' }, prepare })
}, bootMs)
afterAll(() => site?.stop())

const post = (path: string, fields: Record<string, string>, own = '') =>
  postForm(site, path, fields, { cookie: own })
const whereTo = (response: Response) => response.headers.get('location') ?? ''
const age = (minutes: number) =>
  site.db.query(
    `UPDATE identity_session SET created_at = now() - make_interval(mins => $2) WHERE user_id = $1`,
    [personId, minutes],
  )

describe('the doors of signing in', () => {
  test('a wrong password and an unknown address are answered with the same page', async () => {
    const bodies = await Promise.all(
      [known, 'unknown@example.org'].map(async (email) => {
        const response = await post('/sign-in', { email, password: 'not the password' })
        expect(response.status).toBe(422)
        expect(response.headers.getSetCookie()).toEqual([])
        return visibleText(await response.text()).replaceAll(email, '')
      }),
    )
    expect(bodies[0]).toBe(bodies[1])
  })

  test('asking for a code says the same for an account, for none, and when there are too many', async () => {
    const ask = async (email: string) => {
      const response = await post('/sign-in/code', { email })
      expect(response.status).toBe(200)
      return visibleText(await response.text()).replaceAll(email, '')
    }
    const answers = [await ask(known), await ask('nobody@example.org')]
    for (let n = 0; n < 4; n++) answers.push(await ask('nobody@example.org'))
    expect(new Set(answers).size).toBe(1)
  })

  test('a mailed code signs in with a fresh token, out of reach of scripts, to a path of ours only; once', async () => {
    const email = 'by-form@example.org'
    const page = await (await post('/sign-in/code', { email, to: '//evil.example' })).text()
    const ticket = valueIn(page, 'ticket')!
    const fields = { email, ticket, code: await newestCode(site.db), to: '//evil.example' }
    const planted = 'shanxing.session_token=planted'
    const inside = await post('/sign-in/code', fields, planted)
    expect([inside.status, whereTo(inside)]).toEqual([302, '/account/gifts'])
    const [set] = inside.headers.getSetCookie()
    expect(set).toMatch(/^shanxing\.session_token=(?!planted)/)
    expect(set).toMatch(/HttpOnly/i)
    expect(set).toMatch(/SameSite=Lax/i)
    const gifts = (own: string) =>
      fetch(`${site.url}/account/gifts`, { headers: { Cookie: own }, redirect: 'manual' })
    expect((await gifts(cookieOf(inside.headers))).status).toBe(200)
    expect((await gifts(planted)).status).toBe(302)
    expect((await post('/sign-in/code', fields)).status, 'a second time').toBe(422)
  })

  test('forms and passkeys from another site are refused before anything is looked at', async () => {
    for (const path of ['/sign-in', '/sign-in/code', '/sign-out', '/account', '/account/close']) {
      const headers = {
        ...formHeaders(site, cookie),
        Origin: 'https://evil.example',
        'Sec-Fetch-Site': 'cross-site',
      }
      const body = new URLSearchParams({ email: known, password, word: '删除' })
      const response = await fetch(site.url + path, { method: 'POST', headers, body, redirect: 'manual' })
      expect([path, response.status, response.headers.getSetCookie()]).toEqual([path, 403, []])
    }
    const response = await fetch(`${site.url}/api/auth/passkey/verify-authentication`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Origin: 'https://evil.example',
        'Sec-Fetch-Site': 'cross-site',
      },
      body: '{}',
    })
    expect(response.status).toBe(403)
  })

  test('of the library’s own doors the four of passkeys are open, and JSON opens no other', async () => {
    const options = await fetch(`${site.url}/api/auth/passkey/generate-authenticate-options`)
    expect(options.status).toBe(200)
    expect(Object.keys(await options.json())).not.toContain('allowCredentials')
    const asJson = (path: string, body: unknown) =>
      fetch(site.url + path, {
        method: 'POST',
        headers: { ...formHeaders(site, cookie), 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    for (const bad of [{}, { response: null }, { response: { id: 'x' } }])
      expect((await asJson('/api/auth/passkey/verify-authentication', bad)).status).toBe(422)
    for (const closed of ['delete-passkey', 'update-passkey'])
      expect((await asJson(`/api/auth/passkey/${closed}`, { id: 'x' })).status, closed).toBe(404)
    for (const closed of ['sign-in/email', 'sign-up/email', 'update-user', 'open-session'])
      expect((await asJson(`/api/auth/${closed}`, { email: known, password })).status, closed).toBe(415)
    for (const closed of [
      'get-session',
      'list-sessions',
      'ok',
      'passkey/list-user-passkeys',
      'constructor',
      '',
    ])
      expect(
        (await fetch(`${site.url}/api/auth/${closed}`, { headers: { Cookie: cookie } })).status,
        closed,
      ).toBe(404)
    expect((await asJson('/sign-in', { email: known, password })).status).toBe(415)
  })

  test('who has not signed in is led to the sign-in page from every page of an account', async () => {
    for (const path of ['', '/gifts', '/passkeys', '/password', '/close', '/export', '/second-factor']) {
      const response = await fetch(`${site.url}/en/account${path}`, { redirect: 'manual' })
      expect([path, response.status]).toEqual([path, 302])
      expect(whereTo(response)).toBe(`/en/sign-in?to=${encodeURIComponent(`/en/account${path}`)}`)
    }
    const adding = await fetch(`${site.url}/api/auth/passkey/generate-register-options`)
    expect(adding.status).toBe(403)
  })

  test('a quarter of an hour after signing in, nothing that matters changes without signing in once more', async () => {
    const adding = () =>
      fetch(`${site.url}/api/auth/passkey/generate-register-options`, { headers: { Cookie: cookie } })
    expect((await adding()).status).toBe(200)
    await age(16)
    expect((await adding()).status).toBe(403)
    const changes: [string, Record<string, string>][] = [
      ['/account?index', { end: 'others' }],
      ['/account/password', { password: 'another long password' }],
      ['/account/passkeys', { intent: 'remove', passkey: 'x' }],
      ['/account/second-factor', { intent: 'off' }],
      ['/account/second-factor', { intent: 'renew' }],
      ['/account/second-factor', { code: '123456' }],
      ['/account/close', { word: '删除' }],
    ]
    for (const [path, fields] of changes) {
      const response = await post(path, fields, cookie)
      expect([path, response.status]).toEqual([path, 302])
      expect(whereTo(response)).toMatch(/^\/sign-in\?again=1&to=%2Faccount/)
    }
    const [still] = await site.db.query(
      `SELECT u.closed_at AS closed, (SELECT count(*)::int FROM identity_session s WHERE s.user_id = u.id) AS sessions
         FROM identity_user u WHERE u.id = $1`,
      [personId],
    )
    expect(still).toEqual({ closed: null, sessions: 1 })
    const again = await fetch(`${site.url}/sign-in?again=1&to=%2Faccount%2Fpassword`, {
      headers: { Cookie: cookie },
    })
    expect(valueIn(await again.text(), 'email')).toBe(known)
    const inside = await post('/sign-in?again=1', { email: known, password, to: '/account/password' }, cookie)
    expect([inside.status, whereTo(inside)]).toEqual([302, '/account/password'])
    cookie = cookieOf(inside.headers)
    const changed = await post('/account/password', { password: 'another long password' }, cookie)
    expect([changed.status, whereTo(changed)]).toEqual([302, '/account?done=password'])
  })

  test('one address has so many tries, then waits; others do not', async () => {
    let last = 0
    for (let n = 0; n < 60 && last !== 429; n++)
      last = (await post('/sign-in', { email: 'x', password: 'x' })).status
    expect(last).toBe(429)
    const refused = await post('/sign-in', { email: known, password: 'another long password' })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(valueIn(await refused.text(), 'email'), 'what was typed is kept').toBe(known)
  })
})
