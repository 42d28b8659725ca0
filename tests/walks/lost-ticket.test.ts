import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { askForLostTicket } from '~/walks/ask-for-lost-ticket.server'
import { findParty } from '~/walks/find-party.server'
import { findUnit } from '~/walks/find-unit.server'
import { registerUnit } from '~/walks/register-unit.server'
import { takeUpLink } from '~/walks/take-up-link.server'
import { databases, type TestDatabase } from '../setup/databases'
import { anHourLater, deliver, secretsIn } from './deliver'
import { campaign, config, now, openRegistration, party, registered } from './support'

let open: TestDatabase
beforeEach(async () => {
  open = await databases[0]!.open()
  await openRegistration(open.db)
})
afterEach(() => open.drop())

const ask = (email = 'he@example.org') => askForLostTicket(open.db, config, { campaign, email })
const opens = async (secret: string) => (await findParty(open.db, secret)) !== null
const unitDraft = {
  unitName: '沙湾镇',
  leaderName: '何晓岚',
  leaderEmail: 'he@example.org',
  leaderPhone: '13800138000',
}

test('all that one address registered comes in one mail, whatever it was', async () => {
  await registered(open.db)
  await registered(open.db, party(undefined, { contactEmail: 'HE@Example.org' }))
  await registered(open.db, party(undefined, { contactEmail: 'other@example.org' }))
  const unit = { formId: randomUUID(), campaign, draft: unitDraft, locale: 'zh-CN' as const, now }
  expect(await registerUnit(open.db, config, unit)).toEqual({ ok: true })
  await deliver(open.db)
  expect(await ask('he@EXAMPLE.org')).toEqual({ ok: true })
  const mails = await deliver(open.db)
  expect(mails).toHaveLength(1)
  const links = secretsIn(mails[0], 'registrations')
  expect(links).toHaveLength(2)
  for (const secret of links) expect(await takeUpLink(open.db, 'party', secret)).toBe(true)
  const [led] = secretsIn(mails[0], 'units')
  expect(await takeUpLink(open.db, 'unit', led!)).toBe(true)
  expect(await findUnit(open.db, config, led!)).toMatchObject({ name: '沙湾镇' })
})

test('whoever only knows an address ends nobody’s link: the one before ends when the mailed one is opened', async () => {
  const before = await registered(open.db)
  await deliver(open.db)
  await ask()
  await ask()
  expect(await opens(before)).toBe(true)
  const mails = await deliver(open.db)
  const [after] = secretsIn(mails[1], 'registrations')
  expect(secretsIn(mails[0], 'registrations'), 'asked for twice it is one link').toEqual([after])
  expect(await takeUpLink(open.db, 'party', before)).toBe(false)
  expect(await takeUpLink(open.db, 'party', after!)).toBe(true)
  expect(await opens(after!)).toBe(true)
  expect(await opens(before)).toBe(false)
  expect(await takeUpLink(open.db, 'party', after!), 'opened once it is the link').toBe(false)
  await ask()
  const [next] = secretsIn((await deliver(open.db))[0], 'registrations')
  expect([before, after]).not.toContain(next)
})

test('a mailbox gets three such mails an hour; beyond that nothing changes and the answer is the same', async () => {
  await registered(open.db)
  await deliver(open.db)
  const answers = []
  for (let i = 0; i < 3; i++) answers.push(await ask())
  expect(await deliver(open.db)).toHaveLength(3)
  const kept = await open.db.query('SELECT secret_n, manage_hash, next_hash FROM walks_party')
  answers.push(await ask(), await ask('HE@example.org'), await ask('nobody@example.org'))
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"ok":true}']))
  expect(await deliver(open.db)).toEqual([])
  expect(await open.db.query('SELECT secret_n, manage_hash, next_hash FROM walks_party')).toEqual(kept)
  await anHourLater(open.db)
  await ask()
  expect(await deliver(open.db)).toHaveLength(1)
})

test('a link that is still on its way opens nothing of what was erased meanwhile', async () => {
  await registered(open.db)
  await deliver(open.db)
  await ask()
  const [after] = secretsIn((await deliver(open.db))[0], 'registrations')
  await open.db.query(`UPDATE walks_party SET contact_email = ''`)
  expect(await takeUpLink(open.db, 'party', after!)).toBe(false)
})
