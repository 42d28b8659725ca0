import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Action, actionNames, actions, type TwoPersonAction } from '~/identity/actions'
import type { Actor } from '~/identity/actor'
import { can, canAgree, canDecide, canSomewhere, reachOf } from '~/identity/can'
import { carriedPass } from '~/identity/carried-pass.server'
import { findPass } from '~/identity/find-pass.server'
import { grantRole } from '~/identity/grant-role.server'
import { invitePerson } from '~/identity/invite-person.server'
import { listActs } from '~/identity/list-acts.server'
import { listPasses, listPassPlaces } from '~/identity/list-passes.server'
import { makePass } from '~/identity/make-pass.server'
import { numberToDial, type Pass, passActor, placeScope, secondsLeftOfDay } from '~/identity/pass'
import { noPassCookie, passCookie, passSecretOf } from '~/identity/pass-cookie.server'
import { propose } from '~/identity/propose.server'
import { revokePass } from '~/identity/revoke-pass.server'
import { takeUpPass } from '~/identity/take-up-pass.server'
import type { Sql } from '~/platform/db.server'
import { databases, type TestDatabase } from '../setup/databases'

const from = '192.0.2.9'
const site = { PUBLIC_URL: 'http://localhost:3000' }
/** Half past ten in the morning of 24 November 2026 in Shanghai. */
const now = new Date('2026-11-24T02:30:00Z')
const organiser = (scope = '*'): Actor => ({
  kind: 'person',
  id: `organiser ${scope}`,
  name: '黄步云',
  from,
  grants: [{ role: 'organiser', scope, standsInFor: null }],
})
const wish = (more: object = {}) => ({
  id: randomUUID(),
  role: 'checkpoint-volunteer' as const,
  campaign: 'walk-11',
  place: '北门打卡点',
  label: '第二班',
  validOn: '2026-11-24',
  contact: '黄步云 138 0013 8000',
  ...more,
})
const carrying = (secret: string) => ({
  request: new Request('http://localhost:3000/pass', { headers: { cookie: `shanxing-pass=${secret}` } }),
  address: from,
})

describe.each(databases)('passes: $name', ({ open }) => {
  let at: TestDatabase
  beforeAll(async () => {
    at = await open()
  })
  afterAll(() => at.drop())
  const inTx = <T>(work: (tx: Sql) => Promise<T>) => at.db.transaction(work)
  async function made(more: object = {}, by = organiser()) {
    const pass = await inTx((tx) => makePass(tx, by, wish(more), now))
    if (!pass.ok) throw new Error(pass.reason)
    return pass
  }

  test('a pass is good on its one day in Shanghai, from midnight to midnight, on several phones', async () => {
    const { secret, passId } = await made()
    const when = async (time: string) => {
      const found = await findPass(at.db, secret, new Date(time))
      return found.ok ? 'good' : found.reason
    }
    expect(await when('2026-11-23T15:59:59.999Z')).toBe('pass-not-yet')
    expect(await when('2026-11-23T16:00:00Z')).toBe('good')
    expect(await when('2026-11-24T15:59:59.999Z')).toBe('good')
    expect(await when('2026-11-24T16:00:00Z')).toBe('pass-over')
    for (let phone = 1; phone <= 2; phone++)
      expect(await takeUpPass(at.db, secret, { from, now })).toMatchObject({ ok: true })
    const early = new Date('2026-11-23T02:00:00Z')
    expect(await takeUpPass(at.db, secret, { from, now: early })).toMatchObject({ reason: 'pass-not-yet' })
    const { passes } = await listPasses(at.db, 'walk-11')
    expect(passes.find(({ id }) => id === passId)).toMatchObject({ phones: 2, lastUsedAt: now })
    expect(await listPassPlaces(at.db, 'walk-11')).toEqual(['北门打卡点'])
  })

  test('taken back, it is gone with the next request of every phone, and stays gone', async () => {
    const { secret, passId } = await made()
    await takeUpPass(at.db, secret, { from, now })
    expect(await carriedPass(at.db, carrying(secret), site, now)).toMatchObject({ ok: true })
    const elsewhere = await inTx((tx) => revokePass(tx, organiser('relief-day'), passId))
    expect(elsewhere).toEqual({ ok: false, reason: 'unknown-pass' })
    expect(await carriedPass(at.db, carrying(secret), site, now)).toMatchObject({ ok: true })
    expect(await inTx((tx) => revokePass(tx, organiser('walk-11'), passId))).toEqual({ ok: true })
    expect(await carriedPass(at.db, carrying(secret), site, now)).toMatchObject({
      ok: false,
      reason: 'pass-revoked',
      contact: '黄步云 138 0013 8000',
    })
    expect(await takeUpPass(at.db, secret, { from, now })).toMatchObject({ reason: 'pass-revoked' })
    const again = await inTx((tx) => revokePass(tx, organiser(), passId))
    expect(again).toEqual({ ok: false, reason: 'unknown-pass' })
    for (const change of [
      `revoked_at = NULL`,
      `valid_on = valid_on + 1`,
      `place = 'elsewhere'`,
      `role = 'stall-volunteer'`,
    ]) {
      const raw = at.db.query(`UPDATE identity_pass SET ${change} WHERE id = $1::uuid`, [passId])
      await expect(raw, change).rejects.toThrow('identity_pass_kept')
    }
    await expect(at.db.query('DELETE FROM identity_pass')).rejects.toThrow('identity_pass_kept')
  })

  test('unknown secrets, and none, open nothing', async () => {
    for (const secret of ['x'.repeat(43), 'x', "' OR 1=1 --"])
      expect(await carriedPass(at.db, carrying(secret), site, now)).toEqual({
        ok: false,
        reason: 'unknown-pass',
      })
    expect(await carriedPass(at.db, carrying(''), site, now)).toEqual({ ok: false, reason: 'no-pass' })
    expect(await takeUpPass(at.db, 'y'.repeat(43), { from, now })).toMatchObject({ reason: 'unknown-pass' })
  })

  test('only the campaign’s own organisers and administrators make one, for today or a day within a year, once per form', async () => {
    const make = (by: Actor, more: object = {}) => inTx((tx) => makePass(tx, by, wish(more) as never, now))
    const refused = (reason: string) => ({ ok: false, reason })
    expect(await make(organiser('relief-day'))).toEqual(refused('not-allowed'))
    for (const role of ['treasurer', 'reviewer', 'fund-manager', 'auditor'] as const) {
      const other = { ...organiser(), grants: [{ role, scope: '*', standsInFor: null }] }
      expect(await make(other), role).toEqual(refused('not-allowed'))
    }
    for (const wrong of [
      { place: ' ' },
      { place: '很'.repeat(41) },
      { label: '' },
      { role: 'administrator' },
      { validOn: '2026-02-30' },
      { validOn: 'tomorrow' },
      { id: 'x' },
      { contact: '9'.repeat(61) },
    ])
      expect(await make(organiser(), wrong), JSON.stringify(wrong)).toEqual(refused('invalid'))
    for (const validOn of ['2026-11-23', '2027-11-27'])
      expect(await make(organiser(), { validOn }), validOn).toEqual(refused('wrong-day'))
    const id = randomUUID()
    expect(await make(organiser('walk-11'), { id, validOn: '2027-11-24' })).toMatchObject({ ok: true })
    expect(await make(organiser('walk-11'), { id })).toEqual(refused('already-made'))
  })

  test('the same name with other spaces is the same place', async () => {
    await made({ campaign: 'spaces', place: ' North   gate ' })
    await made({ campaign: 'spaces', place: 'North gate' })
    expect(await listPassPlaces(at.db, 'spaces')).toEqual(['North gate'])
  })

  test('only the hash of a secret is kept; the trail names the pass that did something, and holds no number to call', async () => {
    const { secret, passId } = await made({ label: '陈阿姨', contact: '暗号 13912345678' })
    await takeUpPass(at.db, secret, { from, now })
    const [all] = await at.db.query<{ all: string }>(
      `SELECT (SELECT json_agg(p)::text FROM identity_pass p) || (SELECT json_agg(a)::text FROM identity_act a) AS all`,
    )
    expect(all!.all).not.toContain(secret)
    const none = { person: null, action: null, subject: null, from: null, to: null }
    const { acts } = await listActs(at.db, { ...none, person: passId })
    expect(acts).toHaveLength(1)
    expect(acts[0]).toMatchObject({
      action: 'pass.take-up',
      actorKind: 'pass',
      actorId: passId,
      actorName: '陈阿姨 · 北门打卡点',
      from,
      subjectKind: 'pass',
      after: { phones: 1 },
    })
    const [trail] = await at.db.query<{ all: string }>('SELECT json_agg(a)::text AS all FROM identity_act a')
    expect(trail!.all).toContain('陈阿姨')
    expect(trail!.all).not.toContain('13912345678')
  })

  test('the list is paged by key, the latest day first', async () => {
    for (const day of ['2026-12-01', '2026-12-03', '2026-12-02', '2026-12-02'])
      await made({ campaign: 'paged', validOn: day })
    const first = await listPasses(at.db, 'paged', { limit: 3 })
    expect(first.passes.map((p) => p.validOn)).toEqual(['2026-12-03', '2026-12-02', '2026-12-02'])
    const second = await listPasses(at.db, 'paged', { limit: 3, after: first.next })
    expect(second).toMatchObject({ passes: [{ validOn: '2026-12-01' }], next: null })
  })

  test('whoever carries a pass proposes, invites and grants nothing', async () => {
    const { secret } = await made()
    const carried = await carriedPass(at.db, carrying(secret), site, now)
    const by = carried.ok ? carried.actor : organiser()
    const subject = { kind: 'campaign', id: 'walk-11' }
    const asked = { action: 'campaign.open' as const, subject, reach: { campaign: 'walk-11' }, payload: {} }
    const not = { ok: false, reason: 'not-allowed' }
    expect(await inTx((tx) => propose(tx, by, asked))).toEqual(not)
    expect(await inTx((tx) => grantRole(tx, by, { personId: by.id, role: 'organiser' }))).toEqual(not)
    const config = { SESSION_SECRET: 's' }
    const friend = { email: 'a@example.org', role: 'auditor' as const }
    expect(await inTx((tx) => invitePerson(tx, by, friend, config))).toEqual(not)
    expect(await inTx((tx) => makePass(tx, by, wish(), now))).toEqual(not)
  })
})

describe('what a pass may', () => {
  const pass: Pass = { ...wish(), hours: '', placeKey: '', contact: '' }
  const actor = passActor(pass, from)
  const here = { place: placeScope('walk-11', '北门打卡点') }

  test('its own place alone, and of all actions only those that name its role', () => {
    expect(can(actor, 'pass.carry', here)).toBe(true)
    const elsewhere = [
      {},
      { campaign: 'walk-11' },
      { place: '北门打卡点' },
      { place: placeScope('walk-12', '北门打卡点') },
      { place: placeScope('walk-11', '南门打卡点') },
      { place: '*' },
    ]
    for (const subject of elsewhere)
      expect(can(actor, 'pass.carry', subject), JSON.stringify(subject)).toBe(false)
    const own = actionNames.filter((action) =>
      can(actor, action, { ...here, campaign: 'walk-11', fund: 'x' }),
    )
    expect(own).toEqual(['pass.carry', 'scan.keep'])
    for (const action of actionNames.filter((name) => !own.includes(name))) {
      expect(canSomewhere(actor, action), action).toBe(false)
      expect(reachOf(actor, action, 'campaign'), action).toEqual([])
    }
    expect(reachOf(actor, 'pass.carry', 'place')).toEqual([here.place])
  })

  test('never the second pair of eyes', () => {
    const two = actionNames.filter((a): a is TwoPersonAction & Action => 'decidedBy' in actions[a])
    expect(two).toContain('period.close')
    for (const action of two) {
      expect(canAgree(actor, action, here), action).toBe(false)
      expect(canDecide(actor, action, { id: 'p', standsInFor: [] }, here), action).toBe(false)
    }
  })

  test('a place that calls itself everything is one place', () => {
    const star = passActor({ ...pass, campaign: '*', place: '*' }, from)
    expect(can(star, 'pass.carry', here)).toBe(false)
    expect(can(star, 'pass.carry', {})).toBe(false)
  })
})

test('the cookie lasts three days past midnight in Shanghai for late news, no script can read it, and https has it for this host alone', () => {
  expect(secondsLeftOfDay(now)).toBe(13.5 * 3600)
  expect(secondsLeftOfDay(new Date('2026-11-23T16:00:00Z'))).toBe(24 * 3600)
  const plain = passCookie('s3cret', site, now)
  expect(plain).toBe('shanxing-pass=s3cret; Path=/; HttpOnly; SameSite=Lax; Max-Age=307800')
  const https = { PUBLIC_URL: 'https://give.example.org' }
  expect(passCookie('s', https, now)).toMatch(/^__Host-shanxing-pass=s; Path=\/; .*; Secure$/)
  expect(noPassCookie(site)).toContain('shanxing-pass=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0')
  const sent = (cookie: string) => new Request('http://localhost/', { headers: { cookie } })
  expect(passSecretOf(sent('a=b; shanxing-pass=s3cret; c=d'), site)).toBe('s3cret')
  expect(passSecretOf(sent('shanxing-pass=s3cret'), https), 'not the plain one over https').toBe('')
  expect(passSecretOf(sent('xshanxing-pass=s'), site)).toBe('')
})

test.each([
  ['黄步云 138 0013 8000', '13800138000'],
  ['Ann +86 20-8765-4321 (office)', '+862087654321'],
  ['黄步云', null],
  ['2号门旁边', null],
  ['', null],
])('to call “%s”, one dials %s', (contact, number) => {
  expect(numberToDial(contact)).toBe(number)
})
