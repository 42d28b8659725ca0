import { randomBytes, randomUUID } from 'node:crypto'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Actor, theSoftware } from '~/identity/actor'
import { keepUpload } from '~/platform/keep-upload.server'
import { readTable } from '~/platform/read-table.server'
import { askForLostTicket } from '~/walks/ask-for-lost-ticket.server'
import { cancelWalkers } from '~/walks/cancel-walkers.server'
import { changeUnitAtDesk, type UnitChange } from '~/walks/change-unit-at-desk.server'
import { closeUnit } from '~/walks/close-unit.server'
import { eraseLeader } from '~/walks/erase-leader.server'
import { findParty } from '~/walks/find-party.server'
import { findRegistration } from '~/walks/find-registration.server'
import { findUnit, findUnitToJoin, listMembers } from '~/walks/find-unit.server'
import { importMembers, memberImportKind } from '~/walks/import-members.server'
import { keepPage } from '~/walks/keep-page.server'
import { listUnits } from '~/walks/list-units.server'
import { planMemberImport } from '~/walks/plan-member-import.server'
import { registerUnit } from '~/walks/register-unit.server'
import { takeUpLink } from '~/walks/take-up-link.server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { anHourLater, deliver, secretsIn } from './deliver'
import {
  campaign,
  config,
  now,
  openRegistration,
  party,
  partyMails,
  placesOf,
  register,
  registered,
  walker,
} from './support'

let open: TestDatabase
let secret: string
let unitId: string
const desk: Actor = {
  ...theSoftware,
  kind: 'person',
  name: '何组织',
  grants: [{ role: 'organiser', scope: '*', standsInFor: null }],
}
const draft = {
  unitName: '沙湾镇',
  leaderName: '李带队',
  leaderEmail: 'li@example.org',
  leaderPhone: '13800138000',
}
const openUnit = (change: Partial<typeof draft> = {}, formId = randomUUID()) =>
  registerUnit(open.db, config, { formId, campaign, draft: { ...draft, ...change }, locale: 'zh-CN', now })
beforeEach(async () => {
  open = await databases[0]!.open()
  const size = {
    key: 'size',
    kind: 'choice',
    labelZh: '尺码',
    labelEn: 'Size',
    choices: ['S', 'M'],
    required: false,
  }
  await openRegistration(open.db, { capacity: { '5km': 6_000, '10km': 2 }, questions: [size] })
  expect(await openUnit()).toEqual({ ok: true })
  secret = secretsIn((await deliver(open.db))[0], 'units')[0]!
  unitId = (await findUnit(open.db, config, secret))!.id
})
afterEach(() => open.drop())

const planOf = async (list: string | Buffer) =>
  planMemberImport(
    open.db,
    unitId,
    (await findRegistration(open.db, campaign, now))!,
    Buffer.from(list as string),
  )
async function importing(list: string | Buffer, change: { planHash?: string; waiverVersion?: number } = {}) {
  const content = Buffer.from(list as string)
  const uploadId = await keepUpload(open.db, { kind: memberImportKind, madeBy: unitId, name: 'x', content })
  const planHash = (await planOf(content)).hash
  return importMembers(open.db, config, {
    secret,
    uploadId,
    planHash,
    waiverVersion: 1,
    locale: 'zh-CN',
    now,
    ...change,
  })
}
const members = async () => (await listMembers(open.db, { unitId, limit: 10_000 })).members

test('a unit has a link for its leader and another for its members; its name is its own', async () => {
  const unit = (await findUnit(open.db, config, secret))!
  expect(unit).toMatchObject({ name: '沙湾镇', campaign, counts: { registered: 0 } })
  expect(await findUnit(open.db, config, unit.joinSecret), 'members do not lead').toBeNull()
  expect(await findUnitToJoin(open.db, secret)).toBeNull()
  expect(await findUnitToJoin(open.db, unit.joinSecret)).toMatchObject({ id: unitId })
  expect(await openUnit({ leaderEmail: 'other@example.org' })).toEqual({ ok: false, reason: 'name-taken' })
  const formId = randomUUID()
  for (let i = 0; i < 2; i++) expect(await openUnit({ unitName: '市桥街' }, formId)).toEqual({ ok: true })
  expect(await deliver(open.db), 'a form sent twice is one unit and one mail').toHaveLength(1)
})

test('whoever registers a unit is told no link: it goes to the leader’s mailbox and nowhere else', async () => {
  const answer = await openUnit({ unitName: '石碁镇', leaderEmail: 'victim@example.org' })
  expect(answer, 'nothing to lead with').toEqual({ ok: true })
  const [mail, ...more] = await deliver(open.db)
  expect(more).toEqual([])
  expect(mail!.to).toBe('victim@example.org')
  expect(await findUnit(open.db, config, secretsIn(mail, 'units')[0]!)).toMatchObject({ name: '石碁镇' })
})

test('no mailbox is filled by whoever types its address: ten mails an hour, of units and parties together', async () => {
  await anHourLater(open.db)
  const victim = { leaderEmail: 'Victim@example.org' }
  for (let i = 0; i < 8; i++)
    expect(await openUnit({ unitName: `单位${i}`, ...victim })).toEqual({ ok: true })
  for (let i = 0; i < 8; i++)
    await registered(open.db, party(undefined, { contactEmail: 'victim@example.org' }))
  await registered(open.db)
  const to = (await deliver(open.db)).map((mail) => mail.to.toLowerCase())
  expect(to.filter((address) => address === 'victim@example.org')).toHaveLength(10)
  expect(
    to.filter((address) => address === 'he@example.org'),
    'nobody else waits for it',
  ).toHaveLength(1)
  await anHourLater(open.db)
  await registered(open.db, party(undefined, { contactEmail: 'victim@example.org' }))
  expect(await deliver(open.db)).toHaveLength(1)
})

test('members who join by the link are the unit’s and their own', async () => {
  const joined = await register(open.db, party([walker(), walker({ name: '何大文' })]), { unitId })
  if (!joined.ok) throw new Error(joined.reason)
  expect((await findParty(open.db, joined.secret))!.unitName).toBe('沙湾镇')
  expect((await members()).map(({ name, bib }) => [name, bib])).toEqual([
    ['何晓岚', 1],
    ['何大文', 2],
  ])
  const [first] = await members()
  const stranger = await registered(open.db)
  const cancel = (by: string) => cancelWalkers(open.db, { secret: by, walkers: [first!.id], now })
  expect(await cancel(stranger)).toEqual({ ok: false, reason: 'nothing-to-cancel' })
  expect(await cancel(secret)).toMatchObject({ ok: true, cancelled: 1 })
})

test('a list is looked at row by row; with one row to mend nobody is registered', async () => {
  const list = [
    '姓名,级别,手机,邮箱,监护人,尺码',
    '陈一,5公里,138 0013 8001,chen@example.org,,M',
    '陈二,全马,,,,',
    ',5km,,,,',
    '陈三,10 km,abc,,,',
    '陈 一,5km,+86 13800138001,,,S',
    '陈四,5km,,not an address,,',
    '陈五,5,,,,XXL',
    '陈小六,5km,,,陈一,',
  ].join('\n')
  const plan = await planOf(list)
  expect(plan.counts).toEqual({ new: 2, known: 0, error: 6 })
  expect(plan.faults.map((row) => row.verdict === 'error' && [row.line, row.column, row.reason])).toEqual([
    [3, 'level', 'level-unknown'],
    [4, 'name', 'missing'],
    [5, 'phone', 'not-a-phone'],
    [6, 'name', 'twice'],
    [7, 'email', 'not-an-address'],
    [8, 'answer', 'answer'],
  ])
  expect(await importing(list)).toEqual({ ok: false, reason: 'not-ready' })
  expect(await members()).toEqual([])
  expect(await placesOf(open.db)).toEqual({ '5km': 0, '10km': 0 })
})

test('a list in GBK without a header is registered whole; brought again it doubles nobody', async () => {
  const list = iconv.encode('陈一,10km,13800138001,chen@example.org\r\n陈小二,5km,,,,,陈一', 'gbk')
  expect(await importing(list)).toEqual({ ok: true, registered: 2 })
  expect((await members()).map(({ name, level, state, bib }) => [name, level, state, bib])).toEqual([
    ['陈一', '10km', 'registered', 1],
    ['陈小二', '5km', 'registered', 2],
  ])
  const minors = await open.db.query('SELECT name, minor, guardian_name FROM walks_walker WHERE minor')
  expect(minors).toEqual([{ name: '陈小二', minor: true, guardian_name: '陈一' }])
  expect(await partyMails(open.db), 'only who has an address').toEqual(['registered'])
  expect((await planOf(list)).counts).toEqual({ new: 0, known: 2, error: 0 })
  expect(await importing(list)).toEqual({ ok: false, reason: 'not-ready' })
})

test('all find room or nobody is registered, also when room went after the list was shown', async () => {
  const three = '姓名,级别\n陈一,10km\n陈二,10km\n陈三,10km'
  expect((await planOf(three)).full).toEqual([{ level: '10km', needs: 3, left: 2 }])
  expect(await importing(three)).toEqual({ ok: false, reason: 'not-ready' })
  const two = '姓名,级别\n陈一,10km\n陈二,10km'
  const content = Buffer.from(two)
  const uploadId = await keepUpload(open.db, { kind: memberImportKind, madeBy: unitId, name: 'x', content })
  const planHash = (await planOf(two)).hash
  await registered(open.db, party([walker({ level: '10km' })]))
  const input = { secret, uploadId, planHash, waiverVersion: 1, locale: 'zh-CN' as const, now }
  expect(await importMembers(open.db, config, input)).toEqual({ ok: false, reason: 'not-ready' })
  expect(await importing(two, { planHash: 'x' })).toEqual({ ok: false, reason: 'plan-changed' })
  expect(await importing('姓名,级别\n陈一,5km', { waiverVersion: 2 })).toEqual({
    ok: false,
    reason: 'waiver-changed',
  })
  expect(await members()).toEqual([])
})

test('a list mails each address once, with the tickets of all who have it', async () => {
  const rows = Array.from(
    { length: 150 },
    (_, i) => `成员${i},5km,,${i % 2 ? 'Victim' : 'victim'}@example.org`,
  )
  expect(await importing([...rows, '陈一,5km,,chen@example.org'].join('\n'))).toMatchObject({ ok: true })
  const mails = await deliver(open.db)
  expect(mails).toHaveLength(2)
  const victim = mails.find(({ to }) => to.toLowerCase() === 'victim@example.org')!
  const links = secretsIn(victim, 'registrations')
  expect(new Set(links).size).toBe(150)
  expect(victim.text).toContain('· 成员149')
  expect((await findParty(open.db, links[149]!))!.walkers).toMatchObject([{ name: '成员149' }])
  const chen = mails.find(({ to }) => to === 'chen@example.org')
  expect(secretsIn(chen, 'registrations')).toHaveLength(1)
})

test('a unit has at most as many members as the walk allows, by list and by link, unless the organiser raises it', async () => {
  const rows = Array.from({ length: 5_000 }, (_, i) => `成员${i},5km`)
  const plan = await planOf(rows.join('\n'))
  expect(plan.counts, 'the list is read whole').toEqual({ new: 5_000, known: 0, error: 0 })
  expect(plan.over).toEqual({ has: 0, most: 200 })
  expect(await importing(rows.join('\n'))).toEqual({ ok: false, reason: 'not-ready' })
  expect(await importing(rows.slice(0, 199).join('\n'))).toEqual({ ok: true, registered: 199 })
  const two = party([walker(), walker({ name: '何大文' })])
  expect(await register(open.db, two, { unitId })).toEqual({ ok: false, reason: 'unit-full' })
  expect(await register(open.db, party(), { unitId })).toMatchObject({ ok: true })
  expect((await planOf(rows.slice(0, 200).join('\n'))).over).toEqual({ has: 200, most: 200 })
  expect(await placesOf(open.db)).toEqual({ '5km': 200, '10km': 0 })
  const [first] = await members()
  expect(await cancelWalkers(open.db, { secret, walkers: [first!.id], now })).toMatchObject({ ok: true })
  expect(await register(open.db, party(), { unitId }), 'who left makes room').toMatchObject({ ok: true })
  await open.db.query('UPDATE walks_walk SET unit_members = 201')
  expect(await register(open.db, party(), { unitId })).toMatchObject({ ok: true })
})

test('five thousand members come with one list where the organiser allows it, and one more is too many', async () => {
  await open.db.query('UPDATE walks_walk SET unit_members = 5000')
  const rows = Array.from({ length: 5_000 }, (_, i) => `成员${i},5km,`)
  expect(await importing(['姓名,级别,手机', ...rows].join('\n'))).toEqual({ ok: true, registered: 5_000 })
  expect(await placesOf(open.db)).toEqual({ '5km': 5_000, '10km': 0 })
  const [numbers] = await open.db.query('SELECT count(DISTINCT bib)::int AS n FROM walks_walker')
  expect(numbers).toEqual({ n: 5_000 })
  await expect(planOf(['姓名', ...rows, '多一位,5km'].join('\n'))).rejects.toThrow('too-many-rows')
}, 60_000)

test('a workbook of members is unpacked to eight megabytes at most, less than the desk’s lists may be', async () => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet()
  for (let row = 0; row < 30; row++)
    sheet.addRow(Array.from({ length: 40 }, () => randomBytes(4_000).toString('hex')))
  const content = Buffer.from(await workbook.xlsx.writeBuffer())
  let rows = 0
  for await (const page of readTable(content)) rows += page.length
  expect(rows).toBe(30)
  await expect(planOf(content)).rejects.toThrow('unpacks-too-large')
})

test('a closed list takes nobody, by link or by list, until the leader or the desk opens it again', async () => {
  const { joinSecret } = (await findUnit(open.db, config, secret))!
  const turn = (by: string, closed: boolean) => closeUnit(open.db, { secret: by, closed, now })
  expect(await turn(joinSecret, true), 'members do not lead').toEqual({ ok: false, reason: 'unknown' })
  expect(await turn(secret, true)).toEqual({ ok: true })
  expect(await findUnitToJoin(open.db, joinSecret)).toMatchObject({ id: unitId, closed: true })
  const closed = { ok: false, reason: 'unit-closed' }
  expect(await register(open.db, party(), { unitId })).toEqual(closed)
  expect(await importing('陈一,5km')).toEqual(closed)
  expect(await placesOf(open.db)).toEqual({ '5km': 0, '10km': 0 })
  expect(await turn(secret, false)).toEqual({ ok: true })
  expect(await register(open.db, party(), { unitId })).toMatchObject({ ok: true })

  const atDesk = (change: UnitChange, of = campaign) =>
    changeUnitAtDesk(open.db, desk, { campaign: of, unitId, change, now })
  expect(await atDesk('close', 'another'), 'of another walk').toEqual({ ok: false, reason: 'unknown' })
  for (let i = 0; i < 2; i++) expect(await atDesk('close')).toEqual({ ok: true })
  expect(await register(open.db, party(), { unitId })).toEqual(closed)
  expect((await listUnits(open.db, campaign)).units).toMatchObject([
    { name: '沙湾镇', closed: true, members: 1 },
  ])
  expect(await atDesk('open')).toEqual({ ok: true })
  expect(await register(open.db, party(), { unitId })).toMatchObject({ ok: true })
  const acts = await open.db.query(`SELECT action FROM identity_act WHERE action LIKE 'unit.%' ORDER BY id`)
  expect(acts, 'told once each').toEqual([{ action: 'unit.close' }, { action: 'unit.open' }])
})

test('a leader’s own data goes once nobody is led any more; the unit, its members and its link for none stay', async () => {
  await importing('陈一,5km,,chen@example.org')
  await askForLostTicket(open.db, config, { campaign, email: draft.leaderEmail })
  const lost = secretsIn((await deliver(open.db)).at(-1), 'units')[0]!
  const erase = (at = now) => eraseLeader(open.db, { secret, now: at })
  expect(await erase()).toEqual({ ok: false, reason: 'not-over-yet' })
  const overAt = new Date('2026-03-21T16:00:00Z')
  expect(await erase(new Date(overAt.getTime() - 1))).toEqual({ ok: false, reason: 'not-over-yet' })
  const page = { title: '李带队请客', story: '打给我 13800138000', goal: '' }
  expect(await keepPage(open.db, { secret, fields: page })).toMatchObject({ ok: true })
  expect(await erase(overAt)).toEqual({ ok: true })
  const [kept] = await open.db.query('SELECT * FROM walks_unit WHERE id = $1::uuid', [unitId])
  expect(kept).toMatchObject({
    name: '沙湾镇',
    leader_name: '',
    leader_email: '',
    leader_phone: '',
    next_hash: null,
  })
  const [shown] = await open.db.query('SELECT title, story, state FROM walks_page')
  expect(shown, 'the team goes on counting').toEqual({ title: '沙湾镇', story: '', state: 'shown' })
  expect((await members()).map(({ name }) => name)).toEqual(['陈一'])
  expect(await findUnit(open.db, config, secret)).toBeNull()
  expect(await takeUpLink(open.db, 'unit', lost), 'nor by a link that was on its way').toBe(false)
  expect(await erase(overAt)).toEqual({ ok: false, reason: 'unknown' })
  expect(await register(open.db, party(), { unitId })).toEqual({ ok: false, reason: 'unit-closed' })
})

test('the desk takes a leader’s data out at any time, and opens no list that nobody leads', async () => {
  await importing('陈一,5km')
  const atDesk = (change: UnitChange) => changeUnitAtDesk(open.db, desk, { campaign, unitId, change, now })
  for (let i = 0; i < 2; i++) expect(await atDesk('erase-leader')).toEqual({ ok: true })
  expect(await atDesk('open')).toEqual({ ok: false, reason: 'nobody-leads' })
  expect((await listUnits(open.db, campaign)).units).toMatchObject([
    { name: '沙湾镇', leaderName: '', led: false, closed: true, members: 1 },
  ])
  const acts = await open.db.query(
    `SELECT action, before, after, note FROM identity_act WHERE action LIKE 'unit.%'`,
  )
  expect(acts, 'told once, and not of whom').toEqual([
    { action: 'unit.erase-leader', before: null, after: null, note: '' },
  ])
  expect(await findUnit(open.db, config, secret)).toBeNull()
})

test('the desk’s units come page by page, none twice and none left out', async () => {
  for (let i = 0; i < 6; i++) await openUnit({ unitName: `单位${i}` })
  const names: string[] = []
  for (let after: string | null = null; ; ) {
    const page = await listUnits(open.db, campaign, { after, limit: 3 })
    names.push(...page.units.map(({ name }) => name))
    after = page.next
    if (after === null) break
  }
  expect(names.sort()).toEqual(['单位0', '单位1', '单位2', '单位3', '单位4', '单位5', '沙湾镇'])
})

describe.each(postgresOnly)('at once, on $name', ({ open: fresh }) => {
  test('members who join by the link at one moment are never more than the walk allows', async () => {
    await open.drop()
    open = await fresh()
    await openRegistration(open.db)
    await open.db.query('UPDATE walks_walk SET unit_members = 5')
    await openUnit()
    const [unit] = await open.db.query<{ id: string }>('SELECT id::text AS id FROM walks_unit')
    const answers = await Promise.all(
      Array.from({ length: 15 }, () => register(open.db, party(), { unitId: unit!.id })),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(5)
    expect(await placesOf(open.db)).toEqual({ '5km': 5, '10km': 0 })
  }, 60_000)
})
