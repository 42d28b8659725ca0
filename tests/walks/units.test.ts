import { randomUUID } from 'node:crypto'
import iconv from 'iconv-lite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepUpload } from '~/platform/keep-upload.server'
import { cancelWalkers } from '~/walks/cancel-walkers.server'
import { findParty } from '~/walks/find-party.server'
import { findRegistration } from '~/walks/find-registration.server'
import { findUnit, findUnitToJoin, listMembers } from '~/walks/find-unit.server'
import { importMembers, memberImportKind } from '~/walks/import-members.server'
import { planMemberImport } from '~/walks/plan-member-import.server'
import { registerUnit } from '~/walks/register-unit.server'
import { databases, type TestDatabase } from '../setup/databases'
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
  const unit = await openUnit()
  if (!unit.ok) throw new Error(unit.reason)
  secret = unit.secret
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
  expect(await openUnit({ unitName: '市桥街' }, formId)).toEqual(
    await openUnit({ unitName: '市桥街' }, formId),
  )
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

test('five thousand members come with one list, and one more is too many', async () => {
  const rows = Array.from({ length: 5_000 }, (_, i) => `成员${i},5km,`)
  expect(await importing(['姓名,级别,手机', ...rows].join('\n'))).toEqual({ ok: true, registered: 5_000 })
  expect(await placesOf(open.db)).toEqual({ '5km': 5_000, '10km': 0 })
  const [numbers] = await open.db.query('SELECT count(DISTINCT bib)::int AS n FROM walks_walker')
  expect(numbers).toEqual({ n: 5_000 })
  await expect(planOf(['姓名', ...rows, '多一位,5km'].join('\n'))).rejects.toThrow('too-many-rows')
}, 60_000)
