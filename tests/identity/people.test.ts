import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptInvitation } from '~/identity/accept-invitation.server'
import { actKey, knownActs } from '~/identity/act-words'
import type { Actor } from '~/identity/actor'
import { theSoftware } from '~/identity/actor'
import { beginSecondFactor, hasSecondFactor } from '~/identity/begin-second-factor.server'
import { can } from '~/identity/can'
import { closePerson } from '~/identity/close-person.server'
import { createPerson } from '~/identity/create-person.server'
import { endAllSessions } from '~/identity/end-all-sessions.server'
import { findInvitation } from '~/identity/find-invitation.server'
import { findPerson } from '~/identity/find-person.server'
import { grantRole } from '~/identity/grant-role.server'
import { type Identity, openIdentity } from '~/identity/identity.server'
import { inviteFirstAdministrator } from '~/identity/invite-first-administrator.server'
import { invitePerson } from '~/identity/invite-person.server'
import { listActs } from '~/identity/list-acts.server'
import { listInvitations } from '~/identity/list-invitations.server'
import { listPeople } from '~/identity/list-people.server'
import { openSession } from '~/identity/open-session.server'
import { reopenPerson } from '~/identity/reopen-person.server'
import { resetSecondFactor } from '~/identity/reset-second-factor.server'
import { revokeInvitation } from '~/identity/revoke-invitation.server'
import { revokeRole } from '~/identity/revoke-role.server'
import { sendCode } from '~/identity/send-code.server'
import { sendInvitation } from '~/identity/send-invitation.server'
import en from '~/platform/locales/en/people.json'
import type { Mailer } from '~/platform/mail.server'
import { databases, type TestDatabase } from '../setup/databases'
import { codeMails, cookieOf } from './support'

const config = {
  PUBLIC_URL: 'http://localhost:3000',
  SESSION_SECRET: 'a secret of these tests, long enough',
  SHANXING_DEMO: false,
}
const from = '192.0.2.7'
const password = 'four words without sense'

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  let identity: Identity
  /** The first administrator, who has come in by the printed link. */
  let admin: Actor
  let adminId: string
  beforeAll(async () => {
    opened = await open()
    identity = openIdentity(opened.db, config)
  })
  afterAll(() => opened.drop())

  const join = (secret: string, name = '新人', email = '') =>
    acceptInvitation(opened.db, identity, secret, { name, email, password }, from)
  const inTx = <T>(work: Parameters<TestDatabase['db']['transaction']>[0]) =>
    opened.db.transaction(work) as Promise<T>
  const requestOf = (headers: Headers | null) =>
    new Request('http://localhost:3000/desk', { headers: { cookie: cookieOf(headers!) } })
  const as = (id: string, role: 'administrator' | 'auditor' | 'organiser' = 'administrator'): Actor => ({
    kind: 'person',
    id,
    name: id,
    from,
    grants: [{ role, scope: '*', standsInFor: null }],
  })
  /** Invites, lets the outbox send, and answers the secret that the mail carries. */
  async function invited(email: string, role = 'organiser', scope = '*') {
    const input = { email, role: role as 'organiser', scope }
    const made = await opened.db.transaction((tx) => invitePerson(tx, admin, input, config))
    if (!made.ok) throw new Error(made.reason)
    const sent: { to: string; text: string }[] = []
    const mailer = {
      send: async (mail: { to: string; text: string }) => void sent.push(mail),
    } as unknown as Mailer
    expect(await sendInvitation({ db: opened.db, mailer, config }, made.invitationId)).toEqual({ ok: true })
    expect(sent[0]!.to).toBe(email)
    const secret = /\/join\/([\w-]{43})/.exec(sent[0]!.text)![1]!
    return { secret, id: made.invitationId }
  }

  test('where nobody administers, each start makes a new link and the one before is dead; two at once join as one', async () => {
    const first = (await inviteFirstAdministrator(opened.db))!
    const second = (await inviteFirstAdministrator(opened.db))!
    expect(await findInvitation(opened.db, first)).toBeNull()
    expect(await findInvitation(opened.db, second)).toMatchObject({ role: 'administrator', email: '' })
    expect(await join(first, '早', 'early@example.org')).toEqual({ ok: false, reason: 'no-invitation' })
    expect(await join(second, '何善仪', 'not an address')).toEqual({ ok: false, reason: 'invalid' })
    const both = await Promise.all([
      join(second, '何善仪', 'he@example.org'),
      join(second, '何善仪', 'other@example.org'),
    ])
    const joined = both.find((one) => one.ok)!
    expect(both.filter((one) => !one.ok)).toEqual([{ ok: false, reason: 'no-invitation' }])
    adminId = joined.ok ? joined.personId : ''
    admin = as(adminId)
    expect(await inviteFirstAdministrator(opened.db)).toBeNull()
    expect(await findPerson(opened.db, adminId)).toMatchObject({
      grants: [{ role: 'administrator', scope: '*', live: true }],
    })
  })

  test('an invitation makes one account with its role, by its address alone; looking uses nothing up, a second use finds nothing', async () => {
    const { secret } = await invited('liang@example.org', 'organiser', 'walk-11')
    for (let n = 0; n < 3; n++)
      expect(await findInvitation(opened.db, secret)).toMatchObject({ scope: 'walk-11' })
    const joined = await join(secret, '梁行远', 'thief@example.org')
    expect(joined.ok).toBe(true)
    const [person] = (await listPeople(opened.db, { search: 'liang@example.org' })).people
    expect(person).toMatchObject({
      name: '梁行远',
      grants: [{ role: 'organiser', scope: 'walk-11', standsInFor: null }],
    })
    expect((await listPeople(opened.db, { search: 'thief@example.org' })).people).toEqual([])
    expect(await join(secret)).toEqual({ ok: false, reason: 'no-invitation' })
    expect(await findInvitation(opened.db, secret)).toBeNull()
    expect((await listInvitations(opened.db)).invitations[0]).toMatchObject({ state: 'accepted' })
  })

  test('one that was taken back, one too old, and one whose giver administers no more open nothing', async () => {
    const back = await invited('back@example.org')
    expect(await inTx((tx) => revokeInvitation(tx, as('x', 'auditor'), back.id))).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await inTx((tx) => revokeInvitation(tx, admin, back.id))).toEqual({ ok: true })
    expect(await inTx((tx) => revokeInvitation(tx, admin, back.id))).toMatchObject({ reason: 'not-waiting' })
    const old = await invited('old@example.org')
    await opened.db.query(
      `UPDATE identity_invitation SET expires_at = now() - interval '1 second' WHERE id = $1::uuid`,
      [old.id],
    )
    const other = await createPerson(opened.db, { name: '短任', email: 'short@example.org' })
    const otherId = other.ok ? other.personId : ''
    await inTx((tx) => grantRole(tx, theSoftware, { personId: otherId, role: 'administrator' }))
    const orphan = await opened.db.transaction((tx) =>
      invitePerson(tx, as(otherId), { email: 'orphan@example.org', role: 'auditor' }, config),
    )
    const { invitationSecret } = await import('~/identity/internal/one-time-secret.server')
    const orphanSecret = orphan.ok ? invitationSecret(config.SESSION_SECRET, orphan.invitationId) : ''
    expect(await findInvitation(opened.db, orphanSecret)).not.toBeNull()
    expect(await inTx((tx) => closePerson(tx, admin, otherId))).toEqual({ ok: true })
    for (const secret of [back.secret, old.secret, orphanSecret, 'x'.repeat(43), '', "' OR 1=1"]) {
      expect(await findInvitation(opened.db, secret)).toBeNull()
      expect(await join(secret)).toEqual({ ok: false, reason: 'no-invitation' })
    }
    const states = (await listInvitations(opened.db)).invitations.map((i) => `${i.email} ${i.state}`)
    expect(states).toContain('back@example.org revoked')
    expect(states).toContain('old@example.org expired')
  })

  test('only the SHA-256 of a secret is kept, and the trail has no address and no secret', async () => {
    const { secret } = await invited('quiet@example.org')
    const [all] = await opened.db.query<{ all: string }>(
      `SELECT (SELECT json_agg(i)::text FROM identity_invitation i) || (SELECT json_agg(a)::text FROM identity_act a)
              || (SELECT coalesce(json_agg(o)::text, '') FROM platform_outbox o) AS all`,
    )
    expect(all!.all).not.toContain(secret)
    const { acts } = await listActs(opened.db, {
      person: null,
      action: null,
      subject: null,
      from: null,
      to: null,
    })
    expect(JSON.stringify(acts.map(({ before, after }) => [before, after]))).not.toContain('@')
  })

  test('who is no administrator invites, gives and closes nothing; nobody adds to themselves', async () => {
    const auditor = as('nobody', 'auditor')
    const not = { ok: false, reason: 'not-allowed' }
    const input = { email: 'friend@example.org', role: 'administrator' as const }
    expect(await inTx((tx) => invitePerson(tx, auditor, input, config))).toEqual(not)
    expect(await inTx((tx) => grantRole(tx, auditor, { personId: adminId, role: 'treasurer' }))).toEqual(not)
    expect(await inTx((tx) => closePerson(tx, auditor, adminId))).toEqual(not)
    expect(await inTx((tx) => reopenPerson(tx, auditor, adminId))).toEqual(not)
    expect(await inTx((tx) => endAllSessions(tx, auditor, adminId))).toEqual(not)
    const id = (await findPerson(opened.db, adminId))!.grants[0]!.id
    expect(await inTx((tx) => revokeRole(tx, auditor, id))).toEqual({ ok: false, reason: 'unknown-grant' })
    expect(await inTx((tx) => grantRole(tx, admin, { personId: adminId, role: 'treasurer' }))).toEqual({
      ok: false,
      reason: 'to-oneself',
    })
  })

  test('a role that was taken back is gone with the next request of whoever is signed in', async () => {
    const made = await createPerson(opened.db, { name: '周', email: 'zhou@example.org' })
    const personId = made.ok ? made.personId : ''
    await inTx((tx) => grantRole(tx, admin, { personId, role: 'reviewer' }))
    const headers = (await openSession(identity, personId))!
    const cookie = headers
      .getSetCookie()
      .map((c) => c.split(';')[0])
      .join('; ')
    const request = () => new Request('http://localhost:3000/desk', { headers: { cookie } })
    const before = await identity.signedIn(request(), from)
    expect(can(before!.actor, 'proposal.see')).toBe(true)
    const [grant] = (await findPerson(opened.db, personId))!.grants
    await inTx((tx) => revokeRole(tx, admin, grant!.id))
    const after = await identity.signedIn(request(), from)
    expect(after!.actor.grants).toEqual([])
    expect(can(after!.actor, 'proposal.see')).toBe(false)
    await inTx((tx) => closePerson(tx, admin, personId))
    expect(await identity.signedIn(request(), from)).toBeNull()
    expect(await openSession(identity, personId)).toBeNull()
  })

  test('who lost every second factor has it reset by an administrator: signed out, told in their language, in the trail', async () => {
    const made = await createPerson(opened.db, { name: 'Lee', email: 'lee@example.org', locale: 'en' })
    const personId = made.ok ? made.personId : ''
    await inTx((tx) => grantRole(tx, admin, { personId, role: 'treasurer' }))
    const reset = (by: Actor = admin, id = personId) => inTx((tx) => resetSecondFactor(tx, by, id))
    expect(await reset()).toEqual({ ok: false, reason: 'no-second-factor' })
    const own = (await identity.signedIn(requestOf(await openSession(identity, personId)), from))!
    await beginSecondFactor(opened.db, identity, own)
    await opened.db.query('UPDATE identity_two_factor SET verified = true WHERE user_id = $1', [personId])
    await opened.db.query('UPDATE identity_user SET two_factor_enabled = true WHERE id = $1', [personId])
    await opened.db.query(
      `INSERT INTO identity_passkey (id, public_key, user_id, credential_id, counter, device_type, backed_up)
       VALUES ('lost', 'x', $1, 'lost', 0, 'singleDevice', false)`,
      [personId],
    )
    const thief = requestOf(await openSession(identity, personId, { secondFactor: true }))
    expect((await identity.signedIn(thief, from))!.secondFactorMissing).toBe(false)
    expect(await findPerson(opened.db, personId)).toMatchObject({ secondFactor: true })

    expect(await reset(as('x', 'auditor'))).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await reset(as(personId))).toEqual({ ok: false, reason: 'reset-oneself' })
    expect(await reset(as('x'), adminId), 'who administers').toEqual({
      ok: false,
      reason: 'reset-administrator',
    })
    expect(await reset(admin, 'nobody')).toEqual({ ok: false, reason: 'unknown-person' })
    expect(await hasSecondFactor(opened.db, personId), 'refused is refused').toBe(true)

    expect(await reset()).toEqual({ ok: true })
    expect(await identity.signedIn(thief, from)).toBeNull()
    expect(await findPerson(opened.db, personId)).toMatchObject({ secondFactor: false, sessions: 0 })
    const anew = requestOf(await openSession(identity, personId))
    const back = (await identity.signedIn(anew, from))!
    expect(back.secondFactorMissing, 'the rights sleep until there is a new one').toBe(true)
    expect(await beginSecondFactor(opened.db, identity, back)).toMatchObject({ ok: true })
    const [act] = (
      await listActs(opened.db, {
        person: null,
        action: 'person.reset-factor',
        subject: null,
        from: null,
        to: null,
      })
    ).acts
    expect(act).toMatchObject({
      before: { authenticator: true, passkeys: 1, sessions: 2 },
      after: { authenticator: false, passkeys: 0, sessions: 0 },
    })
    const told = (await codeMails(opened.db)).at(-1)!
    expect(told).toEqual({ to: 'lee@example.org', locale: 'en', kind: 'factor-reset' })
    const sent: { to: string; text: string }[] = []
    await sendCode(
      { send: async (mail: (typeof sent)[0]) => void sent.push(mail) } as unknown as Mailer,
      config,
      told,
    )
    expect(sent[0]!.to).toBe('lee@example.org')
    expect(sent[0]!.text).toContain('An administrator of the federation has reset the second factor')
    expect(sent[0]!.text).toContain('http://localhost:3000/en/sign-in?to=%2Fen%2Faccount%2Fsecond-factor')
  })

  test('a stand-in gets no more than the other has, needs a last day, and is no administrator for good', async () => {
    const made = await createPerson(opened.db, { name: '代', email: 'dai@example.org' })
    const personId = made.ok ? made.personId : ''
    const give = (more: object) =>
      inTx<unknown>((tx) =>
        grantRole(tx, theSoftware, { personId, role: 'administrator', standsInFor: adminId, ...more }),
      )
    const tomorrow = new Date(Date.now() + 86_400_000)
    expect(await give({})).toEqual({ ok: false, reason: 'end-missing' })
    expect(await give({ validUntil: new Date(0) })).toEqual({ ok: false, reason: 'end-passed' })
    expect(await give({ role: 'treasurer', validUntil: tomorrow })).toEqual({
      ok: false,
      reason: 'nothing-to-stand-in-for',
    })
    expect(await give({ validUntil: tomorrow })).toEqual({ ok: true, created: true })
    expect(await inTx((tx) => closePerson(tx, as(personId), adminId))).toEqual({
      ok: false,
      reason: 'last-administrator',
    })
  })

  test('the last administrator stays, also when two go at once, also when somebody writes to the table', async () => {
    const [grant] = (await findPerson(opened.db, adminId))!.grants
    expect(await inTx((tx) => revokeRole(tx, admin, grant!.id))).toEqual({
      ok: false,
      reason: 'last-administrator',
    })
    await expect(
      opened.db.query('UPDATE identity_grant SET revoked_at = now() WHERE id = $1::uuid', [grant!.id]),
    ).rejects.toThrow('identity_last_administrator')
    const made = await createPerson(opened.db, { name: '二', email: 'two@example.org' })
    const personId = made.ok ? made.personId : ''
    await inTx((tx) => grantRole(tx, admin, { personId, role: 'administrator' }))
    const [second] = (await findPerson(opened.db, personId))!.grants
    const both = await Promise.allSettled([
      inTx<{ ok: boolean }>((tx) => revokeRole(tx, admin, grant!.id)),
      inTx<{ ok: boolean }>((tx) => revokeRole(tx, as(personId), second!.id)),
    ])
    const went = both.filter((one) => one.status === 'fulfilled' && one.value.ok)
    expect(went).toHaveLength(1)
    const [left] = await opened.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM identity_grant WHERE role = 'administrator' AND revoked_at IS NULL AND stands_in_for IS NULL`,
    )
    expect(left!.n).toBe(1)
  })
})

test('every act that the list offers has words', () => {
  for (const act of knownActs) expect(en.act, act).toHaveProperty(actKey(act))
})
