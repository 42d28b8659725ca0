import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listActs, readActFilter } from '~/identity/list-acts.server'
import { addContract } from '~/projects/add-contract.server'
import { amendPeriod } from '~/projects/amend-period.server'
import { changeProjectState } from '~/projects/change-project-state.server'
import { createProject } from '~/projects/create-project.server'
import { dropMilestone } from '~/projects/drop-milestone.server'
import { editProject } from '~/projects/edit-project.server'
import { findProject } from '~/projects/find-project.server'
import { listDeskProjects } from '~/projects/list-desk-projects.server'
import { readProjectFacts } from '~/projects/read-project-facts.server'
import { recordEarlierPayment } from '~/projects/record-earlier-payment.server'
import { renameProject } from '~/projects/rename-project.server'
import { setPartners } from '~/projects/set-partners.server'
import { unmeetMilestone } from '~/projects/unmeet-milestone.server'
import { databases, type TestDatabase } from '../setup/databases'
import {
  an,
  bo,
  contractForm,
  meet,
  mei,
  newContract,
  newMilestone,
  newProject,
  today,
  typed,
  volunteers,
} from './support'

let at: TestDatabase
beforeEach(async () => {
  at = await databases[0]!.open()
})
afterEach(() => at.drop())

const step = (key: string, to: string, on = '2026-03-01', reasonZh = '') =>
  changeProjectState(at.db, mei, { key, text: typed({ to, on, reasonZh }), today })
const earlier = (key: string, contract: string, no: number, paidOn: string, note = '旧账 12 号') =>
  recordEarlierPayment(at.db, mei, { key, contract, no, text: typed({ paidOn, note }), today })
const no = (reason: string) => ({ ok: false, reason })
const acts = async () => (await listActs(at.db, readActFilter(new URLSearchParams('action=project')))).acts

describe('a project’s life', () => {
  test('its key is its own for good: another one cannot have it, nor a word that stands in addresses', async () => {
    await newProject(at.db)
    for (const [key, fault] of [
      ['volunteers', 'key-taken'],
      ['new', 'not-a-key'],
      ['Villages', 'not-a-key'],
      ['', 'missing'],
    ])
      expect(await createProject(at.db, an, { text: typed({ ...volunteers, key: key! }) })).toMatchObject({
        ...{ ok: false, reason: 'invalid', errors: { key: fault } },
      })
    expect(await createProject(at.db, bo, { text: typed(volunteers) })).toEqual(no('not-allowed'))
  })

  test('a period is as exact as it is known, and never ends before it begins', async () => {
    const tryPeriod = async (begins: string, ends: string) =>
      createProject(at.db, an, { text: typed({ ...volunteers, key: 'x', begins, ends }) })
    expect(await tryPeriod('2023-13', '')).toMatchObject({ errors: { begins: 'not-a-span' } })
    expect(await tryPeriod('2023-02-30', '')).toMatchObject({ errors: { begins: 'not-a-span' } })
    expect(await tryPeriod('2023-10', '2023-09-30')).toMatchObject({ errors: { ends: 'order' } })
    expect(await tryPeriod('2023', '2023-09')).toMatchObject({ ok: true })
  })

  test('step by step, each step with what it needs; finished only when all is paid and accepted', async () => {
    const key = await newProject(at.db, { introZh: '', ends: '' })
    expect(await step(key, 'closing')).toEqual(no('no-step'))
    expect(await step(key, 'nothing')).toEqual(no('no-step'))
    expect(await step(key, 'ongoing')).toEqual(no('no-intro'))
    const version = (await findProject(at.db, key, today))!.project.version
    const texts = typed({ ...volunteers, introZh: '写好了' })
    expect(await editProject(at.db, mei, { key, version, text: texts })).toEqual({ ok: true })
    expect(await editProject(at.db, mei, { key, version, text: texts })).toEqual(no('changed-meanwhile'))
    expect(await step(key, 'ongoing', '2027-01-01')).toMatchObject({ errors: { on: 'not-yet' } })
    expect(await step(key, 'ongoing', '2026-03-01')).toEqual({ ok: true })
    expect(await step(key, 'closing')).toEqual(no('no-end'))
    const period = { begins: '2022-11-01', ends: '2026-10-31', on: '2026-03-02', reasonZh: '定下了结束' }
    expect(await amendPeriod(at.db, mei, { key, text: typed(period), today })).toEqual({ ok: true })
    expect(await step(key, 'closing', '2026-02-01')).toEqual(no('before-last'))
    expect(await step(key, 'closing', '2026-03-05')).toEqual({ ok: true })
    const accept = await newMilestone(at.db, key, { kind: 'acceptance', titleZh: '验收' })
    const files = await newMilestone(at.db, key, { titleZh: '归档' })
    const contract = await newContract(at.db, key, accept)
    expect(await step(key, 'finished', '2026-04-01')).toEqual(no('unpaid-instalments'))
    expect(await earlier(key, contract, 1, '2022-11-05')).toEqual({ ok: true })
    expect(await earlier(key, contract, 2, '2026-04-01')).toEqual(no('milestone-not-met'))
    expect(await meet(at.db, key, accept, '2026-04-01')).toEqual({ ok: true })
    expect(await earlier(key, contract, 2, '2026-04-01', '')).toMatchObject({ errors: { note: 'missing' } })
    expect(await earlier(key, contract, 2, '2026-04-01')).toEqual({ ok: true })
    expect(await earlier(key, contract, 2, '2026-04-01')).toEqual(no('paid-already'))
    expect(await step(key, 'finished', '2026-04-02')).toEqual({ ok: true })
    expect(await step(key, 'archived', '2026-04-03')).toEqual(no('open-milestones'))
    const drop = { on: '2026-04-03', reasonZh: '并入总档案' }
    const dropped = { key, milestone: files, text: typed(drop), today }
    expect(await dropMilestone(at.db, mei, dropped)).toEqual({ ok: true })
    expect(await step(key, 'archived', '2026-04-03')).toEqual({ ok: true })
    expect(await newMilestone(at.db, key).catch((error: Error) => error.message)).toContain('archived')
  })

  test('an acceptance that is open holds it back even when everything is paid', async () => {
    const key = await newProject(at.db)
    await newMilestone(at.db, key, { kind: 'acceptance' })
    expect(await step(key, 'ongoing')).toEqual({ ok: true })
    expect(await step(key, 'closing')).toEqual({ ok: true })
    expect(await step(key, 'finished')).toEqual(no('open-acceptance'))
  })

  test('back only with a reason, which stays public; a step forward needs none', async () => {
    const key = await newProject(at.db)
    await step(key, 'ongoing')
    await step(key, 'closing')
    expect(await step(key, 'ongoing')).toMatchObject({ reason: 'invalid', errors: { reasonZh: 'missing' } })
    expect(await step(key, 'preparing', '2026-03-02', '还有一期培训没有做')).toEqual({ ok: true })
    expect((await findProject(at.db, key, today))!.amendments).toEqual([
      expect.objectContaining({
        ...{ what: 'state', before: 'closing', after: 'preparing', reasonZh: '还有一期培训没有做' },
      }),
    ])
  })

  test('period and name change with a reason, kept for good; a quarter reads them as they were on its last day', async () => {
    const key = await newProject(at.db)
    const amend = (form: object) => amendPeriod(at.db, mei, { key, text: typed({ ...form }), today })
    const period = { begins: '2022-11-01', ends: '2024-11-30' }
    expect(await amend({ ...period, on: '2024-05-01' })).toMatchObject({ errors: { reasonZh: 'missing' } })
    const why = { on: '2024-05-01', reasonZh: '样本难收集' }
    expect(await amend({ begins: '2022-11-01', ends: '2023-10-31', ...why })).toEqual(no('same'))
    expect(await amend({ ...period, ...why })).toEqual({ ok: true })
    const name = { nameZh: '新名字', nameEn: 'New name', on: '2024-06-01', reasonZh: '与合同一致' }
    expect(await renameProject(at.db, mei, { key, text: typed(name), today })).toEqual({ ok: true })
    const then = await readProjectFacts(at.db, key, { from: '2024-01-01', to: '2024-03-31' })
    expect(then!.project).toMatchObject({ nameZh: volunteers.nameZh, ends: '2023-10-31' })
    expect(then!.amendments).toEqual([])
    const now = await readProjectFacts(at.db, key, { from: '2024-04-01', to: '2024-06-30' })
    expect(now!.project).toMatchObject({ nameZh: '新名字', ends: '2024-11-30' })
    expect(now!.amendments).toHaveLength(2)
    await expect(at.db.query('UPDATE projects_amendment SET reason_zh = $1', ['别的'])).rejects.toThrow(
      'projects_kept',
    )
    await expect(at.db.query('DELETE FROM projects_amendment')).rejects.toThrow('projects_kept')
  })

  test('every act stands in the trail with who did it; what was refused does not', async () => {
    const key = await newProject(at.db)
    await setPartners(at.db, an, { key, text: typed({ partners: '甲 | One\n\n乙\n' }), today })
    await step(key, 'closing')
    await step(key, 'ongoing')
    expect((await acts()).map((a) => [a.action, a.actorId, a.subjectId])).toEqual([
      ['project.amend-state', 'mei', key],
      ['project.partners', 'an', key],
      ['project.create', 'mei', key],
    ])
    expect((await findProject(at.db, key, today))!.partners).toMatchObject([
      { nameZh: '甲', nameEn: 'One' },
      { nameZh: '乙', nameEn: '' },
    ])
  })
})

describe('milestones and contracts', () => {
  test('a milestone is met on a day that has come, once; taken back with a reason, but not once an instalment was paid on it', async () => {
    const key = await newProject(at.db)
    const milestone = await newMilestone(at.db, key)
    const contract = await newContract(at.db, key, milestone)
    const unmeet = (reasonZh: string) =>
      unmeetMilestone(at.db, mei, { key, milestone, text: typed({ reasonZh }) })
    expect(await unmeet('x')).toEqual(no('not-met'))
    expect(await meet(at.db, key, milestone, '2026-11-28')).toMatchObject({ errors: { metOn: 'not-yet' } })
    expect(await meet(at.db, key, milestone, '2026-02-30')).toMatchObject({ errors: { metOn: 'not-a-day' } })
    expect(await meet(at.db, key, randomUUID(), '2026-02-01')).toEqual(no('unknown-milestone'))
    expect(await meet(at.db, key, milestone, '2026-02-01')).toEqual({ ok: true })
    expect(await meet(at.db, key, milestone, '2026-02-01')).toEqual(no('met-already'))
    expect(await unmeet('')).toMatchObject({ errors: { reasonZh: 'missing' } })
    expect(await unmeet('写错了项目')).toEqual({ ok: true })
    await meet(at.db, key, milestone, '2026-02-03')
    await earlier(key, contract, 2, '2026-02-04')
    expect(await unmeet('又写错了')).toEqual(no('instalment-paid'))
  })

  test('a milestone that an instalment waits for is not given up', async () => {
    const key = await newProject(at.db)
    const milestone = await newMilestone(at.db, key)
    await newContract(at.db, key, milestone)
    const text = typed({ on: '2026-02-01', reasonZh: '不做了' })
    expect(await dropMilestone(at.db, mei, { key, milestone, text, today })).toEqual(no('instalment-waits'))
  })

  test('instalments add up to the fen, wait for milestones of their own project, and a number is one contract’s', async () => {
    const key = await newProject(at.db)
    const milestone = await newMilestone(at.db, key)
    const add = (change: Record<string, string>, id = randomUUID()) =>
      addContract(at.db, mei, { key, id, text: typed({ ...contractForm(milestone), ...change }), today })
    expect(await add({ 'instalment.2.amount': '40000.01' })).toMatchObject({
      errors: { total: 'sum-differs' },
    })
    expect(await add({ toOn: '2022-10-01' })).toMatchObject({ errors: { toOn: 'order' } })
    const other = await newMilestone(at.db, await newProject(at.db, { key: 'other' }))
    expect(await add({ 'instalment.2.milestone': other })).toMatchObject({
      errors: { 'instalment.2.milestone': 'unknown' },
    })
    const id = randomUUID()
    expect(await add({}, id)).toEqual({ ok: true })
    expect(await add({}, id), 'sent twice').toEqual({ ok: true })
    expect(await add({})).toMatchObject({ errors: { number: 'number-taken' } })
    expect((await findProject(at.db, key, today))!.contracts).toHaveLength(1)
  })

  test('the desk sees what is overdue and what may be paid', async () => {
    const key = await newProject(at.db)
    const milestone = await newMilestone(at.db, key, { dueOn: '2026-11-26' })
    await newMilestone(at.db, key, { dueOn: '2026-11-27' })
    await newContract(at.db, key, milestone)
    const row = async (filter = { q: '', state: null }) => (await listDeskProjects(at.db, filter, today))[0]
    expect(await row()).toMatchObject({ overdue: 1, payable: 1 })
    await meet(at.db, key, milestone, '2026-11-27')
    expect(await row()).toMatchObject({ overdue: 0, payable: 2 })
    expect(await row({ q: 'VILLAGES', state: null })).toMatchObject({ key })
    expect(await row({ q: '没有', state: null })).toBeUndefined()
  })
})
