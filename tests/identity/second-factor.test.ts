import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginSecondFactor, hasSecondFactor } from '~/identity/begin-second-factor.server'
import type { SignedIn } from '~/identity/identity.server'
import { openSecret, sealSecret, stepAt, toBase32, totpAt } from '~/identity/internal/totp.server'
import { proveSecondFactor } from '~/identity/prove-second-factor.server'
import { databases, type TestDatabase } from '../setup/databases'
import { key, person } from './support'

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 7) + seconds * 1_000)
const wrong = { ok: false, reason: 'wrong' }

test('the codes are those of RFC 6238, appendix B', () => {
  const secret = Buffer.from('12345678901234567890')
  expect(toBase32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  const vectors = { 59: '287082', 1111111109: '081804', 1234567890: '005924', 20000000000: '353130' }
  for (const [seconds, code] of Object.entries(vectors))
    expect(totpAt(secret, stepAt(new Date(Number(seconds) * 1_000)))).toBe(code)
})

test('a sealed secret opens for its owner only', () => {
  const sealed = sealSecret(key, 'ann', Buffer.from('secret'))
  expect(openSecret(key, 'ann', sealed).toString()).toBe('secret')
  expect(() => openSecret(key, 'ben', sealed)).toThrow()
})

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.drop())

  const prove = (own: SignedIn, code: string, now: Date) =>
    proveSecondFactor(opened.db, { key }, own, code, now)
  const secretOf = async ({ actor }: SignedIn) => {
    const [row] = await opened.db.query<{ secret: string }>(
      'SELECT secret FROM identity_two_factor WHERE user_id = $1',
      [actor.id],
    )
    return openSecret(key, actor.id, row!.secret)
  }
  const codeAt = async (own: SignedIn, now: Date) => totpAt(await secretOf(own), stepAt(now))

  async function setUp(email: string) {
    const own = await person(opened.db, email)
    const begun = await beginSecondFactor(opened.db, { key }, own)
    if (!begun.ok) throw new Error(begun.reason)
    const proved = await prove(own, await codeAt(own, at(0)), at(0))
    if (!proved.ok) throw new Error(proved.reason)
    return { own, backupCodes: proved.backupCodes }
  }

  test('it is on only when a first code has proved it, and the same secret waits until then', async () => {
    const own = await person(opened.db, 'first@example.org')
    const begun = await beginSecondFactor(opened.db, { key }, own)
    expect(await beginSecondFactor(opened.db, { key }, own)).toEqual(begun)
    expect(await hasSecondFactor(opened.db, own.actor.id)).toBe(false)
    expect(await prove(own, '000000x', at(0))).toEqual(wrong)
    const proved = await prove(own, await codeAt(own, at(0)), at(0))
    expect(proved).toMatchObject({ ok: true })
    expect(proved.ok && new Set(proved.backupCodes).size).toBe(10)
    expect(await hasSecondFactor(opened.db, own.actor.id)).toBe(true)
    expect(await beginSecondFactor(opened.db, { key }, own)).toEqual({ ok: false, reason: 'has-one' })
  })

  test('the secret and the backup codes are unreadable in the database', async () => {
    const { own, backupCodes } = await setUp('sealed@example.org')
    const [row] = await opened.db.query<{ text: string }>(
      'SELECT f::text AS text FROM identity_two_factor f WHERE user_id = $1',
      [own.actor.id],
    )
    const secret = await secretOf(own)
    for (const plain of [toBase32(secret), secret.toString('base64'), ...backupCodes])
      expect(row!.text).not.toContain(plain)
  })

  test('a code counts once, also for two tries at the same moment', async () => {
    const { own } = await setUp('replay@example.org')
    const code = await codeAt(own, at(300))
    const answers = await Promise.all([1, 2, 3].map(() => prove(own, code, at(300))))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(await prove(own, code, at(310))).toEqual(wrong)
  })

  test('a clock may be one step off, not two; and no code older than the last one counts', async () => {
    const { own } = await setUp('skew@example.org')
    expect(await prove(own, await codeAt(own, at(600)), at(660))).toEqual(wrong)
    expect(await prove(own, await codeAt(own, at(600)), at(630))).toMatchObject({ ok: true })
    expect(await prove(own, await codeAt(own, at(660)), at(630))).toMatchObject({ ok: true })
    expect(await prove(own, await codeAt(own, at(630)), at(630)), 'older than the last').toEqual(wrong)
  })

  test('five wrong codes lock it for a quarter of an hour, for the right one as well', async () => {
    const { own } = await setUp('locked@example.org')
    for (let i = 0; i < 5; i++) expect(await prove(own, 'nothing', at(900))).toEqual(wrong)
    const locked = { ok: false, reason: 'locked' }
    expect(await prove(own, await codeAt(own, at(905)), at(905))).toEqual(locked)
    expect(await prove(own, await codeAt(own, at(1795)), at(1795))).toEqual(locked)
    expect(await prove(own, await codeAt(own, at(1801)), at(1801))).toMatchObject({ ok: true })
  })

  test('a backup code counts once, however it is typed, also for two tries at the same moment', async () => {
    const { own, backupCodes } = await setUp('backup@example.org')
    const [first, second] = backupCodes as [string, string]
    const typed = first.toLowerCase().replace('-', ' ')
    const answers = await Promise.all([1, 2, 3].map(() => prove(own, typed, at(60))))
    expect(answers.filter((answer) => answer.ok)).toEqual([{ ok: true, backupCodes: [] }])
    expect(await prove(own, first, at(60))).toEqual(wrong)
    const stranger = await setUp('stranger@example.org')
    expect(await prove(stranger.own, second, at(60)), 'somebody else’s').toEqual(wrong)
    expect(await prove(own, second, at(60))).toMatchObject({ ok: true })
  })

  test('whoever has a passkey brings no authenticator before proving it: a stolen password brings none', async () => {
    const own = await person(opened.db, 'stolen@example.org')
    const begun = await beginSecondFactor(opened.db, { key }, own)
    expect(begun).toMatchObject({ ok: true })
    await opened.db.query(
      `INSERT INTO identity_passkey (id, public_key, user_id, credential_id, counter, device_type, backed_up)
       VALUES ('pk', 'x', $1, 'c', 0, 'singleDevice', false)`,
      [own.actor.id],
    )
    expect(await beginSecondFactor(opened.db, { key }, own)).toEqual({ ok: false, reason: 'prove-first' })
    expect(await prove(own, await codeAt(own, at(0)), at(0))).toEqual({ ok: false, reason: 'none' })
    expect(await prove({ ...own, secondFactorProved: true }, await codeAt(own, at(0)), at(0))).toMatchObject({
      ok: true,
    })
  })
})
