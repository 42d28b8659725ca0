import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { theSoftware } from '~/identity/actor'
import { can } from '~/identity/can'
import { closePerson } from '~/identity/close-person.server'
import { endSessions } from '~/identity/end-sessions.server'
import { grantRole } from '~/identity/grant-role.server'
import { type Identity, openIdentity } from '~/identity/identity.server'
import { letIn } from '~/identity/let-in.server'
import { openSession } from '~/identity/open-session.server'
import { passIfSignedIn } from '~/identity/pass-if-signed-in.server'
import { renewSession } from '~/identity/renew-session.server'
import { databases, type TestDatabase } from '../setup/databases'
import { config, cookieOf, from, person, requestWith } from './support'

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  let identity: Identity
  beforeAll(async () => {
    opened = await open()
    identity = openIdentity(opened.db, config)
  })
  afterAll(() => opened.drop())

  const whoIs = (cookie: string) => identity.signedIn(requestWith(cookie), from)
  const house = () => ({ identity, db: opened.db })
  const enter = async (personId: string, cookie = '', to: unknown = null) => {
    const request = requestWith(cookie, '/sign-in')
    return (await letIn(house(), { request, address: from }, personId, to))!
  }

  test('a planted cookie is never signed in: each sign-in makes a new token, and the session that the browser came with is dead', async () => {
    const own = await person(opened.db, 'victim@example.org')
    const thief = await person(opened.db, 'thief@example.org')
    const made = await openSession(identity, thief.actor.id)
    const name = /^[^=]+/.exec(cookieOf(made!))![0]
    for (const planted of [`${name}=planted.planted`, `${name}=${randomUUID()}`, cookieOf(made!)]) {
      const { headers } = await enter(own.actor.id, planted)
      const fresh = cookieOf(headers)
      expect(fresh).not.toBe(planted)
      expect((await whoIs(fresh))!.actor.id).toBe(own.actor.id)
      expect(await whoIs(planted)).toBeNull()
    }
  })

  test('the cookie is out of reach of scripts and of other sites, and of plain HTTP where the site has HTTPS', async () => {
    const own = await person(opened.db, 'flags@example.org')
    const [plain] = (await openSession(identity, own.actor.id))!.getSetCookie()
    expect(plain).toMatch(/; HttpOnly/i)
    expect(plain).toMatch(/; SameSite=Lax/i)
    expect(plain).toMatch(/; Path=\//i)
    expect(plain).not.toMatch(/; Domain=/i)
    const secured = openIdentity(opened.db, { ...config, PUBLIC_URL: 'https://give.example.org' })
    const [secure] = (await openSession(secured, own.actor.id))!.getSetCookie()
    expect(secure).toMatch(/^__Secure-/)
    expect(secure).toMatch(/; Secure/i)
  })

  test('only the token of the session says who somebody is: changed, or with another signature, it is nobody’s', async () => {
    const own = await person(opened.db, 'token@example.org')
    const cookie = cookieOf((await openSession(identity, own.actor.id))!)
    expect(await whoIs(cookie)).not.toBeNull()
    const elsewhere = openIdentity(opened.db, {
      ...config,
      SESSION_SECRET: 'another secret, just as long as it',
    })
    expect(await elsewhere.signedIn(requestWith(cookie), from)).toBeNull()
    const [row] = await opened.db.query<{ token: string }>(
      'SELECT token FROM identity_session WHERE user_id = $1',
      [own.actor.id],
    )
    const name = /^[^=]+/.exec(cookie)![0]
    expect(await whoIs(`${name}=${row!.token}`), 'the token from the table, unsigned').toBeNull()
  })

  test('the second factor changes the token; the old one never gets the rights, and is dead twenty seconds later', async () => {
    const own = await person(opened.db, 'renewed@example.org')
    await opened.db.transaction((tx) =>
      grantRole(tx, theSoftware, { personId: own.actor.id, role: 'treasurer' }),
    )
    const old = cookieOf((await openSession(identity, own.actor.id))!)
    const before = (await whoIs(old))!
    expect(before).toMatchObject({ secondFactorMissing: true, secondFactorProved: false })
    expect(can(before.actor, 'hold.decide')).toBe(false)
    const renewed = cookieOf((await renewSession(opened.db, identity, before, requestWith(old)))!)
    expect(renewed).not.toBe(old)
    const after = (await whoIs(renewed))!
    expect(after).toMatchObject({ secondFactorMissing: false, secondFactorProved: true })
    expect(can(after.actor, 'hold.decide')).toBe(true)
    expect(can((await whoIs(old))!.actor, 'hold.decide')).toBe(false)
    const [left] = await opened.db.query<{ soon: boolean }>(
      `SELECT expires_at <= now() + interval '20 seconds' AS soon FROM identity_session WHERE id = $1`,
      [before.sessionId],
    )
    expect(left).toEqual({ soon: true })
    await opened.db.query(`UPDATE identity_session SET expires_at = now() WHERE id = $1`, [before.sessionId])
    expect(await whoIs(old)).toBeNull()
    expect(await whoIs(renewed)).not.toBeNull()
  })

  test('a session ended elsewhere is dead with the next request, and nobody ends another’s', async () => {
    const own = await person(opened.db, 'two-devices@example.org')
    const stranger = await person(opened.db, 'neighbour@example.org')
    const [phone, desk] = [
      cookieOf((await openSession(identity, own.actor.id))!),
      cookieOf((await openSession(identity, own.actor.id))!),
    ]
    const theirs = cookieOf((await openSession(identity, stranger.actor.id))!)
    const here = (await whoIs(desk))!
    const other = (await whoIs(theirs))!
    expect(await endSessions(opened.db, here, { id: other.sessionId })).toBe(0)
    expect(await whoIs(theirs)).not.toBeNull()
    expect(await endSessions(opened.db, here, 'others')).toBe(1)
    expect(await whoIs(phone)).toBeNull()
    expect(await whoIs(desk)).not.toBeNull()
  })

  test('a closed account’s sessions are dead at once, and none is opened any more', async () => {
    const own = await person(opened.db, 'left@example.org')
    const cookie = cookieOf((await openSession(identity, own.actor.id))!)
    await opened.db.transaction((tx) => closePerson(tx, theSoftware, own.actor.id))
    expect(await whoIs(cookie)).toBeNull()
    expect(await letIn(house(), { request: requestWith(''), address: from }, own.actor.id, null)).toBeNull()
  })

  test('a sign-in leads to a path of ours only; to the desk with a role, to one’s gifts without, also when the role has run out', async () => {
    const own = await person(opened.db, 'onward@example.org')
    expect((await enter(own.actor.id, '', '/account/passkeys')).to).toBe('/account/passkeys')
    for (const foreign of ['//evil.example', 'https://evil.example', '/\\evil.example'])
      expect((await enter(own.actor.id, '', foreign)).to).toBe('/account/gifts')
    await opened.db.transaction((tx) =>
      grantRole(tx, theSoftware, { personId: own.actor.id, role: 'auditor' }),
    )
    const { headers, to } = await enter(own.actor.id)
    expect(to).toBe('/desk')
    const request = requestWith(cookieOf(headers), '/en/sign-in?to=//evil.example')
    const led = await passIfSignedIn(house(), { request, address: from }).catch((answer: Response) => answer)
    expect((led as Response).headers.get('location')).toBe('/en/desk')
    await opened.db.query(
      `UPDATE identity_grant SET valid_until = now() - interval '1 day' WHERE user_id = $1`,
      [own.actor.id],
    )
    expect((await enter(own.actor.id)).to).toBe('/account/gifts')
  })
})
