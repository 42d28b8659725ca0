import { randomUUID } from 'node:crypto'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { theSoftware } from '~/identity/actor'
import { beginSecondFactor, hasSecondFactor } from '~/identity/begin-second-factor.server'
import { changeOwnDetails } from '~/identity/change-own-details.server'
import { changeOwnPassword } from '~/identity/change-own-password.server'
import { enterRecently, isRecent } from '~/identity/enter.server'
import { grantRole } from '~/identity/grant-role.server'
import { type Identity, openIdentity, type SignedIn } from '~/identity/identity.server'
import { openSecret, stepAt, totpAt } from '~/identity/internal/totp.server'
import { listOwnPasskeys } from '~/identity/list-own-passkeys.server'
import { mayAddFactor } from '~/identity/may-add-factor.server'
import { openSession } from '~/identity/open-session.server'
import { proveSecondFactor } from '~/identity/prove-second-factor.server'
import { removeOwnPasskey } from '~/identity/remove-own-passkey.server'
import { renameOwnPasskey } from '~/identity/rename-own-passkey.server'
import { renewBackupCodes } from '~/identity/renew-backup-codes.server'
import { servePasskeys } from '~/identity/serve-passkeys.server'
import { signInWithPassword } from '~/identity/sign-in-with-password.server'
import { switchOffSecondFactor } from '~/identity/switch-off-second-factor.server'
import { action as closeOwn } from '~/routes/($lang).account.close'
import { loader as exportData } from '~/routes/($lang).account.export'
import { databases, type TestDatabase } from '../setup/databases'
import { config, cookieOf, from, key, person, requestWith, withPassword } from './support'

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 7) + seconds * 1_000)
const proveFirst = { ok: false, reason: 'prove-first' }

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  let identity: Identity
  beforeAll(async () => {
    opened = await open()
    identity = openIdentity(opened.db, config)
  })
  afterAll(() => opened.drop())

  async function passkeyOf({ actor }: SignedIn) {
    const id = randomUUID()
    await opened.db.query(
      `INSERT INTO identity_passkey (id, public_key, user_id, credential_id, counter, device_type, backed_up)
       VALUES ($1, 'x', $2, $1, 0, 'singleDevice', false)`,
      [id, actor.id],
    )
    return id
  }
  async function withAuthenticator(email: string) {
    const own = await person(opened.db, email)
    await beginSecondFactor(opened.db, { key }, own)
    const [row] = await opened.db.query<{ secret: string }>(
      'SELECT secret FROM identity_two_factor WHERE user_id = $1',
      [own.actor.id],
    )
    const code = totpAt(openSecret(key, own.actor.id, row!.secret), stepAt(at(0)))
    const proved = await proveSecondFactor(opened.db, { key }, own, code, at(0))
    if (!proved.ok) throw new Error(proved.reason)
    return { own, proved: { ...own, secondFactorProved: true }, backupCodes: proved.backupCodes }
  }

  test('a new password signs in, the old one does not, every other session is dead and a lock is lifted', async () => {
    const email = 'password@example.org'
    const own = await withPassword(opened.db, email, 'kapok in early spring')
    const [here, there] = await Promise.all([1, 2].map(() => openSession(identity, own.actor.id)))
    const signedIn = (await identity.signedIn(requestWith(cookieOf(here!)), from))!
    expect(await changeOwnPassword(opened.db, signedIn, 'short')).toEqual({ ok: false, reason: 'too-short' })
    expect(await changeOwnPassword(opened.db, signedIn, 'x'.repeat(201))).toEqual({
      ok: false,
      reason: 'too-long',
    })
    await opened.db.query(
      `INSERT INTO identity_password_lock (user_id, failures, locked_until) VALUES ($1, 9, now() + interval '1 hour')`,
      [own.actor.id],
    )
    expect(await changeOwnPassword(opened.db, signedIn, 'banyan by the river')).toEqual({ ok: true })
    expect(await identity.signedIn(requestWith(cookieOf(here!)), from)).not.toBeNull()
    expect(await identity.signedIn(requestWith(cookieOf(there!)), from)).toBeNull()
    const sign = (password: string) => signInWithPassword(opened.db, { email, password })
    expect(await sign('banyan by the river')).toEqual({ ok: true, personId: own.actor.id })
    expect(await sign('kapok in early spring')).toEqual({ ok: false, reason: 'wrong' })
  })

  test('whoever came by code sets a first password', async () => {
    const email = 'first-password@example.org'
    const own = await person(opened.db, email)
    expect(await changeOwnPassword(opened.db, own, 'banyan by the river')).toEqual({ ok: true })
    expect(await signInWithPassword(opened.db, { email, password: 'banyan by the river' })).toMatchObject({
      ok: true,
    })
  })

  test('a passkey is renamed and removed by its owner only, removed only after a proved factor', async () => {
    const own = await person(opened.db, 'keys@example.org')
    const stranger = await person(opened.db, 'other-keys@example.org', { secondFactorProved: true })
    const id = await passkeyOf(own)
    const gone = { ok: false, reason: 'unknown-passkey' }
    expect(await renameOwnPasskey(opened.db, stranger, { id, name: '我的' })).toEqual(gone)
    expect(await removeOwnPasskey(opened.db, stranger, id)).toEqual(gone)
    expect(await renameOwnPasskey(opened.db, own, { id, name: ` ${'长'.repeat(80)}` })).toEqual({ ok: true })
    expect(await listOwnPasskeys(opened.db, own)).toMatchObject([{ id, name: '长'.repeat(60) }])
    expect(await removeOwnPasskey(opened.db, own, id)).toEqual(proveFirst)
    const proved = { ...own, secondFactorProved: true }
    expect(await removeOwnPasskey(opened.db, proved, id)).toEqual({ ok: true })
    expect(await removeOwnPasskey(opened.db, proved, id)).toEqual(gone)
    expect(await listOwnPasskeys(opened.db, own)).toEqual([])
  })

  test('a role that needs a second factor keeps its last one: by the passkey’s removal no less than by the app’s', async () => {
    const own = await person(opened.db, 'last-factor@example.org')
    const proved = { ...own, secondFactorProved: true, secondFactorNeeded: true }
    const [one, other] = [await passkeyOf(own), await passkeyOf(own)]
    const removed = await Promise.all([one, other].map((id) => removeOwnPasskey(opened.db, proved, id)))
    expect(
      removed.filter(({ ok }) => ok),
      'of two at once, one',
    ).toHaveLength(1)
    expect(removed).toContainEqual({ ok: false, reason: 'needed' })
    expect(await listOwnPasskeys(opened.db, own)).toHaveLength(1)
    const [left] = await listOwnPasskeys(opened.db, own)
    const donor = { ...proved, secondFactorNeeded: false }
    expect(await removeOwnPasskey(opened.db, donor, left!.id)).toEqual({ ok: true })
  })

  test('a secret that nobody proved is forgotten with the password that might have leaked it', async () => {
    const own = await person(opened.db, 'planted@example.org')
    const begun = await beginSecondFactor(opened.db, { key }, own)
    await changeOwnPassword(opened.db, own, 'banyan by the river')
    const anew = await beginSecondFactor(opened.db, { key }, own)
    expect(anew.ok && begun.ok && anew.secret !== begun.secret).toBe(true)
  })

  test('the first factor is taken on the sign-in alone, each further one after proof of a factor', async () => {
    const bare = await person(opened.db, 'bare@example.org')
    expect(await mayAddFactor(opened.db, bare)).toBe(true)
    await passkeyOf(bare)
    expect(await mayAddFactor(opened.db, bare)).toBe(false)
    expect(await mayAddFactor(opened.db, { ...bare, secondFactorProved: true })).toBe(true)
    const { own } = await withAuthenticator('app@example.org')
    expect(await mayAddFactor(opened.db, own)).toBe(false)
  })

  test('new backup codes kill the old, and only a session that proved the factor gets them', async () => {
    const { own, proved, backupCodes } = await withAuthenticator('renew@example.org')
    expect(await renewBackupCodes(opened.db, { key }, own)).toEqual(proveFirst)
    const renewed = await renewBackupCodes(opened.db, { key }, proved)
    const fresh = renewed.ok ? renewed.backupCodes : []
    expect(new Set([...fresh, ...backupCodes]).size).toBe(20)
    const prove = (code: string) => proveSecondFactor(opened.db, { key }, own, code, at(60))
    expect(await prove(backupCodes[0]!)).toEqual({ ok: false, reason: 'wrong' })
    expect(await prove(fresh[0]!)).toMatchObject({ ok: true })
    const nobody = await person(opened.db, 'no-factor@example.org', { secondFactorProved: true })
    expect(await renewBackupCodes(opened.db, { key }, nobody)).toEqual({ ok: false, reason: 'none' })
  })

  test('the authenticator is switched off after proof, and never as the only factor that a role asks for', async () => {
    const { own, proved } = await withAuthenticator('off@example.org')
    expect(await switchOffSecondFactor(opened.db, own)).toEqual(proveFirst)
    const needed = { ...proved, secondFactorNeeded: true }
    expect(await switchOffSecondFactor(opened.db, needed)).toEqual({ ok: false, reason: 'needed' })
    expect(await hasSecondFactor(opened.db, own.actor.id)).toBe(true)
    await passkeyOf(own)
    expect(await switchOffSecondFactor(opened.db, needed)).toEqual({ ok: true })
    expect(await hasSecondFactor(opened.db, own.actor.id)).toBe(false)
    expect(await switchOffSecondFactor(opened.db, proved)).toEqual({ ok: false, reason: 'none' })
  })

  test('recent is a quarter of an hour; after it the door leads to the sign-in page and back', async () => {
    const own = await person(opened.db, 'recent@example.org')
    const cookie = cookieOf((await openSession(identity, own.actor.id))!)
    const { signedInAt } = (await identity.signedIn(requestWith(cookie), from))!
    const later = (minutes: number) => new Date(signedInAt.getTime() + minutes * 60_000)
    expect([isRecent({ signedInAt }, later(15)), isRecent({ signedInAt }, later(15.01))]).toEqual([
      true,
      false,
    ])
    const knock = { request: requestWith(cookie, '/en/account/passkeys'), address: from }
    expect(await enterRecently(identity, knock, later(15))).toMatchObject({ email: 'recent@example.org' })
    const led = await enterRecently(identity, knock, later(16)).catch((answer: Response) => answer)
    expect((led as Response).headers.get('location')).toBe(
      '/en/sign-in?again=1&to=%2Fen%2Faccount%2Fpasskeys',
    )
  })

  test('a passkey is added only by a recent session, and one with a factor only after its proof', async () => {
    const own = await person(opened.db, 'adding@example.org')
    const cookie = cookieOf((await openSession(identity, own.actor.id))!)
    const path = 'passkey/generate-register-options'
    const ask = (now: Date) => {
      const request = requestWith(cookie, `/api/auth/${path}`)
      return servePasskeys({ identity, db: opened.db, now: () => now }, { request, address: from }, path)
    }
    const minutes = (n: number) => new Date(Date.now() + n * 60_000)
    const taken = (await ask(minutes(0)))!
    expect(taken.status).toBe(200)
    expect(await taken.json()).toMatchObject({
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    expect((await ask(minutes(16)))!.status).toBe(403)
    await passkeyOf(own)
    expect((await ask(minutes(0)))!.status).toBe(403)
  })

  test('closing the account and taking its data away ask for a recent sign-in, then for the second factor there is', async () => {
    const own = await person(opened.db, 'owner@example.org')
    const bare = cookieOf((await openSession(identity, own.actor.id))!)
    const ask = (
      path: string,
      cookie: string,
      { minutes = 0, fields }: { minutes?: number; fields?: object } = {},
    ) => {
      const now = () => new Date(Date.now() + minutes * 60_000)
      const request = new Request(new URL(path, config.PUBLIC_URL), {
        headers: { cookie },
        ...(fields && { method: 'POST', body: new URLSearchParams({ ...fields }) }),
      })
      const context = { house: { identity, db: opened.db, now }, address: from }
      const args = { request, params: {}, context } as unknown as LoaderFunctionArgs
      const door = path.endsWith('export') ? exportData(args) : closeOwn(args)
      return Promise.resolve(door as Promise<unknown>).catch((thrown: unknown) => thrown)
    }
    const led = async (...asked: Parameters<typeof ask>) => {
      const answer = await ask(...asked)
      return answer instanceof Response && answer.status === 302 ? answer.headers.get('location') : null
    }
    const wrongWord = { fields: { word: 'x' } }
    const offer = encodeURIComponent('/account/gifts?data=ready')
    expect(await led('/account/close', bare, wrongWord), 'no factor, so the form is looked at').toBeNull()
    expect(await led('/account/export', bare)).toBeNull()
    expect(await led('/account/export', bare, { minutes: 16 })).toBe(`/sign-in?again=1&to=${offer}`)

    await passkeyOf(own)
    expect(await led('/en/account/close', bare, { fields: { word: 'erase' } })).toBe(
      '/en/account/second-factor?to=%2Fen%2Faccount%2Fclose',
    )
    expect(await led('/account/export', bare)).toBe(`/account/second-factor?to=${offer}`)
    const [still] = await opened.db.query('SELECT closed_at FROM identity_user WHERE id = $1', [own.actor.id])
    expect(still).toEqual({ closed_at: null })

    const proved = cookieOf((await openSession(identity, own.actor.id, { secondFactor: true }))!)
    expect(await led('/account/close', proved, wrongWord)).toBeNull()
    const file = (await ask('/account/export', proved)) as Response
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
    expect(JSON.parse(await file.text()).account).toMatchObject({ email: 'owner@example.org' })
  })

  test('people change their own name and language, by the rules of an invitation; the trail names only who works here', async () => {
    const own = await person(opened.db, 'details@example.org')
    const cookie = cookieOf((await openSession(identity, own.actor.id))!)
    const me = async () => (await identity.signedIn(requestWith(cookie), from))!
    const save = async (name: string, locale = 'zh-CN') =>
      changeOwnDetails(opened.db, await me(), { name, locale })
    const refused = { ok: false, reason: 'invalid-name' }
    for (const name of ['', '   ', '长'.repeat(81)]) expect(await save(name)).toEqual(refused)
    expect(await save('林一', 'fr')).toEqual({ ok: false, reason: 'invalid-locale' })
    expect(await save(' 林一 ')).toEqual({ ok: true, changed: false })
    expect(await save(' Lin Yi ', 'en')).toEqual({ ok: true, changed: true })
    expect(await me()).toMatchObject({ actor: { name: 'Lin Yi' }, locale: 'en' })

    await grantRole(opened.db, theSoftware, { personId: own.actor.id, role: 'organiser' })
    expect(await save('林一一', 'en')).toEqual({ ok: true, changed: true })
    const acts = await opened.db.query(
      `SELECT actor_name AS name, before, after FROM identity_act WHERE actor_id = $1 AND action = 'account.details' ORDER BY id`,
      [own.actor.id],
    )
    expect(acts).toEqual([
      { name: '', before: null, after: { locale: 'en' } },
      {
        name: 'Lin Yi',
        before: { name: 'Lin Yi', locale: 'en' },
        after: { name: '林一一', locale: 'en' },
      },
    ])

    await opened.db.query(`UPDATE identity_user SET name = '' WHERE id = $1`, [own.actor.id])
    expect(await save(' ', 'zh-CN'), 'who never said a name needs none').toEqual({ ok: true, changed: true })
    await opened.db.query('UPDATE identity_user SET closed_at = now() WHERE id = $1', [own.actor.id])
    expect(await changeOwnDetails(opened.db, own, { name: '回来', locale: 'en' })).toEqual({
      ok: false,
      reason: 'unknown-person',
    })
  })

  test('the trail tells what people without a role did by their id only', async () => {
    const own = await person(opened.db, 'quiet@example.org')
    await changeOwnPassword(opened.db, own, 'banyan by the river')
    const acts = await opened.db.query(
      `SELECT action, actor_name AS name, from_address AS "from" FROM identity_act WHERE actor_id = $1`,
      [own.actor.id],
    )
    expect(acts).toEqual([{ action: 'account.password-changed', name: '', from: '' }])
  })
})
