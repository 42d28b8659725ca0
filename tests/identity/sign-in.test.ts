import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askForCode } from '~/identity/ask-for-code.server'
import { ownPath } from '~/identity/own-path'
import { signInWithCode } from '~/identity/sign-in-with-code.server'
import { signInWithPassword } from '~/identity/sign-in-with-password.server'
import { databases, type TestDatabase } from '../setup/databases'
import { codeMails, from, key, newestCode, person, withPassword } from './support'

const wrong = { ok: false, reason: 'wrong' }
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.drop())

  async function ask(email: string, address = from) {
    const asked = await askForCode(opened.db, { key }, { email, locale: 'zh-CN', address })
    if (!asked.ok) throw new Error(asked.reason)
    return asked.ticket
  }
  const use = (ticket: string, code: string) =>
    signInWithCode(opened.db, { key }, { ticket, code, locale: 'zh-CN' })
  async function mailed(email: string) {
    const ticket = await ask(email)
    return { ticket, code: await newestCode(opened.db) }
  }

  test('a code signs in once, and never again', async () => {
    const { ticket, code } = await mailed('Lin@Example.org ')
    expect(await use(ticket, `${code.slice(0, 3)} ${code.slice(3)}`)).toMatchObject({ ok: true })
    expect(await use(ticket, code)).toEqual(wrong)
  })

  test('of several uses of one code at the same moment one signs in', async () => {
    const { ticket, code } = await mailed('race@example.org')
    const answers = await Promise.all([1, 2, 3].map(() => use(ticket, code)))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  })

  test('the first code makes an account without a name, the next one finds it', async () => {
    const one = await mailed('donor@example.org')
    const first = await use(one.ticket, one.code)
    const two = await mailed('donor@example.org')
    expect(await use(two.ticket, two.code)).toEqual(first)
    const people = await opened.db.query(
      `SELECT name, email_verified FROM identity_user WHERE email = 'donor@example.org'`,
    )
    expect(people).toEqual([{ name: '', email_verified: true }])
  })

  test('a code that has run out is wrong, and so is one of another page, another address or no page at all', async () => {
    const old = await mailed('old@example.org')
    const fresh = await mailed('else@example.org')
    if (old.code !== fresh.code) expect(await use(fresh.ticket, old.code)).toEqual(wrong)
    for (const ticket of ['', 'no-ticket', '00000000-0000-0000-0000-000000000000'])
      expect(await use(ticket, fresh.code)).toEqual(wrong)
    await opened.db.query(
      `UPDATE identity_mail_code SET expires_at = now() - interval '1 second' WHERE ticket = $1::uuid`,
      [old.ticket],
    )
    expect(await use(old.ticket, old.code)).toEqual(wrong)
    expect(await use(fresh.ticket, fresh.code)).toMatchObject({ ok: true })
  })

  test('a code dies with the fifth wrong try, the right one does not revive it', async () => {
    const { ticket, code } = await mailed('brute@example.org')
    for (let n = 0; n < 5; n++) expect(await use(ticket, other(code))).toEqual(wrong)
    expect(await use(ticket, code)).toEqual(wrong)
  })

  test('wrong codes sent all at once count one by one', async () => {
    const { ticket, code } = await mailed('burst-code@example.org')
    await Promise.all(Array.from({ length: 5 }, () => use(ticket, other(code))))
    expect(await use(ticket, code)).toEqual(wrong)
  })

  test('who asks for codes to somebody else’s mailbox spoils neither the owner’s code nor the owner’s asking', async () => {
    const email = 'owner@example.org'
    const own = await mailed(email)
    for (let n = 0; n < 9; n++) {
      const ticket = await ask(email, '198.51.100.1')
      for (let tries = 0; tries < 6; tries++) expect(await use(ticket, 'guess')).toEqual(wrong)
    }
    const again = await mailed(email)
    expect(await use(own.ticket, own.code), 'the first').toMatchObject({ ok: true })
    expect(await use(again.ticket, again.code), 'the second').toMatchObject({ ok: true })
  })

  test('one network gets three codes an hour for a mailbox and a mailbox ten from all, also at once; the answer stays the same', async () => {
    const before = (await codeMails(opened.db)).length
    const count = async () => (await codeMails(opened.db)).length - before
    const tickets = await Promise.all(Array.from({ length: 7 }, () => ask('often@example.org')))
    expect(new Set(tickets).size).toBe(7)
    expect(await count()).toBe(3)
    for (let n = 0; n < 12; n++) await ask('often@example.org', `198.51.100.${n}`)
    expect(await count()).toBe(10)
    await opened.db.query(
      `UPDATE identity_mail_code SET asked_at = asked_at - interval '61 minutes' WHERE email = 'often@example.org'`,
    )
    await ask('often@example.org')
    expect(await count(), 'an hour later').toBe(11)
  })

  test('neither a code nor the network that asked can be read in the table', async () => {
    const { ticket, code } = await mailed('hash@example.org')
    const [row] = await opened.db.query<{ text: string }>(
      `SELECT (m.code_hash, m.asker, m.tries)::text AS text FROM identity_mail_code m WHERE ticket = $1::uuid`,
      [ticket],
    )
    expect(row!.text).not.toContain(code)
    expect(row!.text).not.toContain(Buffer.from(code).toString('hex'))
    expect(row!.text).not.toContain(Buffer.from(from).toString('hex'))
  })

  test('no code and no password opens a closed account, and its answers are those for any other', async () => {
    const own = await withPassword(opened.db, 'closed@example.org', 'kapok in early spring')
    await opened.db.query('UPDATE identity_user SET closed_at = now() WHERE id = $1', [own.actor.id])
    const { ticket, code } = await mailed('closed@example.org')
    expect(await use(ticket, code)).toEqual(wrong)
    const given = { email: 'closed@example.org', password: 'kapok in early spring' }
    expect(await signInWithPassword(opened.db, given)).toEqual(wrong)
  })

  test('a password signs in whatever the capitals of the address; a wrong one, an unknown address and none at all are answered alike', async () => {
    const own = await withPassword(opened.db, 'he@example.org', 'kapok in early spring')
    await person(opened.db, 'by-code-only@example.org')
    const sign = (email: string, password: string) => signInWithPassword(opened.db, { email, password })
    expect(await sign(' HE@example.org', 'kapok in early spring')).toEqual({
      ok: true,
      personId: own.actor.id,
    })
    expect(await sign('he@example.org', 'kapok in late spring')).toEqual(wrong)
    expect(await sign('nobody@example.org', 'kapok in early spring')).toEqual(wrong)
    expect(await sign('he@example.org', '')).toEqual(wrong)
    expect(await sign('by-code-only@example.org', '')).toEqual(wrong)
  })

  test('after five wrong passwords the right one is refused too, its owner hears once, a code still signs in, and the pause grows', async () => {
    const own = await withPassword(opened.db, 'lock@example.org', 'kapok in early spring')
    const sign = (password: string) => signInWithPassword(opened.db, { email: 'lock@example.org', password })
    const before = (await codeMails(opened.db)).length
    for (let n = 0; n < 6; n++) expect(await sign('not the password')).toEqual(wrong)
    expect(await sign('kapok in early spring')).toEqual(wrong)
    expect((await codeMails(opened.db)).slice(before)).toEqual([
      { to: 'lock@example.org', locale: 'zh-CN', kind: 'locked' },
    ])
    const { ticket, code } = await mailed('lock@example.org')
    expect(await use(ticket, code)).toEqual({ ok: true, personId: own.actor.id })
    const pause = async () => {
      const [row] = await opened.db.query<{ seconds: number }>(
        `SELECT round(extract(epoch FROM locked_until - now()))::int AS seconds FROM identity_password_lock WHERE user_id = $1`,
        [own.actor.id],
      )
      return row!.seconds
    }
    const over = () =>
      opened.db.query(
        `UPDATE identity_password_lock SET locked_until = now() - interval '1 second' WHERE user_id = $1`,
        [own.actor.id],
      )
    const first = await pause()
    await over()
    expect(await sign('not the password')).toEqual(wrong)
    expect(await pause()).toBeGreaterThan(first)
    await over()
    expect(await sign('kapok in early spring')).toMatchObject({ ok: true })
    expect(await sign('not the password')).toEqual(wrong)
    expect(await sign('kapok in early spring'), 'a success forgets the tries').toMatchObject({ ok: true })
  })

  test('wrong passwords sent all at once count one by one', async () => {
    await withPassword(opened.db, 'burst@example.org', 'kapok in early spring')
    const sign = (password: string) => signInWithPassword(opened.db, { email: 'burst@example.org', password })
    await Promise.all(Array.from({ length: 6 }, () => sign('not the password')))
    expect(await sign('kapok in early spring')).toEqual(wrong)
  })
})

test.each([
  '//evil.example',
  '/\\evil.example',
  '\\/evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  'desk',
  '/desk\\..\\..',
  '/\t/evil.example',
  '/\n/evil.example',
  '',
  null,
  `/${'x'.repeat(2_000)}`,
])('%j leads nowhere else after signing in', (to) => {
  expect(ownPath(to, '/account')).toBe('/account')
})
test('a path of our own is followed', () => {
  expect(ownPath('/en/desk/gifts?q=%E6%9E%97', '/')).toBe('/en/desk/gifts?q=%E6%9E%97')
})
