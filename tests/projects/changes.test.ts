import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { projectFigures } from '~/disclosures/statement/project-figures'
import { listActs, readActFilter } from '~/identity/list-acts.server'
import { announceCall } from '~/projects/announce-call.server'
import { cancelContract } from '~/projects/cancel-contract.server'
import { changeProjectState } from '~/projects/change-project-state.server'
import { changeTarget } from '~/projects/change-target.server'
import { countOverdueMilestones } from '~/projects/count-overdue.server'
import { defineIndicator } from '~/projects/define-indicator.server'
import { dropMilestone } from '~/projects/drop-milestone.server'
import { findDeskProject } from '~/projects/find-desk-project.server'
import { findProject } from '~/projects/find-project.server'
import { listOpenInstalments } from '~/projects/list-open-instalments.server'
import { sayAmended } from '~/projects/project'
import { projectShape, publicProject } from '~/projects/project-shape'
import { readProjectFacts } from '~/projects/read-project-facts.server'
import { receiveApplication } from '~/projects/receive-application.server'
import { selectApplication } from '~/projects/select-application.server'
import { setPartners } from '~/projects/set-partners.server'
import { releaseInstalment, settleInstalment } from '~/projects/settle-instalment.server'
import { showProject } from '~/projects/show-project.server'
import { takeBackSelection } from '~/projects/take-back-selection.server'
import { actor } from '../payments/bank-desk'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { bo, good, meet, mei, newContract, newMilestone, newProject, today, typed } from './support'

let at: TestDatabase
beforeEach(async () => {
  at = await databases[0]!.open()
})
afterEach(() => at.drop())
const no = (reason: string) => ({ ok: false, reason })
const q1 = { from: '2026-01-01', to: '2026-03-31' }
const q2 = { from: '2026-04-01', to: '2026-06-30' }
const factsOf = async (key: string, period: { from: string; to: string }) =>
  (await readProjectFacts(at.db, key, period))!

describe('an indicator’s target', () => {
  const define = async (key: string, indicator: string, target: string) => {
    const names = { nameZh: '课程', nameEn: 'Classes', unitZh: '节', unitEn: 'classes' }
    good(await defineIndicator(at.db, mei, { key, text: typed({ indicator, target, ...names }) }))
  }
  const change = (key: string, indicator: string, form: Record<string, string>, by = mei) =>
    changeTarget(at.db, by, { key, indicator, text: typed({ reasonZh: '名额增加', ...form }), today })

  test('changes with a reason, and a quarter before that day reads the one it had', async () => {
    const key = await newProject(at.db)
    await define(key, 'classes', '60')
    await define(key, 'visits', '100')
    expect(await change(key, 'classes', { target: '80', on: '2026-04-10' }, bo)).toEqual(no('not-allowed'))
    expect(await change(key, 'nothing', { target: '80', on: '2026-04-10' })).toEqual(no('unknown-indicator'))
    expect(await change(key, 'classes', { target: '60', on: '2026-04-10' })).toEqual(no('same'))
    expect(await change(key, 'classes', { target: '-1', on: '2026-11-28', reasonZh: ' ' })).toMatchObject({
      errors: { target: 'not-whole', on: 'not-yet', reasonZh: 'missing' },
    })
    good(await change(key, 'classes', { target: '80', on: '2026-04-10' }))
    expect(await change(key, 'classes', { target: '70', on: '2026-04-09' })).toEqual(no('before-last'))
    // The order of days is each indicator's own.
    good(await change(key, 'visits', { target: '', on: '2026-02-01', reasonZh: '不再计数' }))
    const targets = async (period: typeof q1) =>
      (await factsOf(key, period)).indicators.map((one) => [one.key, one.target])
    expect(await targets({ from: '2025-10-01', to: '2025-12-31' })).toEqual([
      ['classes', 60n],
      ['visits', 100n],
    ])
    expect(await targets(q1)).toEqual([
      ['classes', 60n],
      ['visits', null],
    ])
    expect(await targets(q2)).toEqual([
      ['classes', 80n],
      ['visits', null],
    ])
    const figures = projectFigures(await factsOf(key, q1), q1)
    expect(figures.find((one) => one.key === 'indicator.classes.target')?.count).toBe(60)
  })

  test('is told to the public in both languages, and in what programs read', async () => {
    const key = await newProject(at.db)
    await define(key, 'classes', '1000')
    good(await change(key, 'classes', { target: '', on: '2026-04-10', reasonEn: 'No classes any more' }))
    const facts = (await findProject(at.db, key, today))!
    const [amendment] = facts.amendments
    expect(sayAmended('zh-CN', 'target', amendment!.before)).toBe('课程 1,000 节')
    expect(sayAmended('en', 'target', amendment!.after)).toBe('Classes (no target)')
    expect(projectShape.parse(publicProject(facts)).amendments[0]!.what).toBe('target')
    expect(showProject('en', facts, today).amendments[0]).toMatchObject({
      ...{ title: 'Target of an indicator · 10 Apr 2026', before: 'Classes 1,000 classes' },
    })
    const { acts } = await listActs(at.db, readActFilter(new URLSearchParams('action=project.amend-target')))
    expect(acts).toMatchObject([{ note: '名额增加' }])
    await expect(at.db.query('DELETE FROM projects_amendment')).rejects.toThrow('projects_kept')
  })
})

describe('a contract that is cancelled', () => {
  const cancel = (key: string, contract: string, on: string, reasonZh = '对方停止服务') =>
    cancelContract(at.db, mei, { key, contract, text: typed({ on, reasonZh }), today })
  const pay = (project: string, contract: string, paidOn: string, disbursement = randomUUID()) =>
    at.db.transaction((tx) =>
      settleInstalment(tx, { project, contract, no: 1, amountFen: 6_000_000n, paidOn, disbursement }),
    )

  test('is due no more, what was paid stays paid, and the quarter before it knows nothing of it', async () => {
    const key = await newProject(at.db)
    const milestone = await newMilestone(at.db, key)
    const contract = await newContract(at.db, key, milestone)
    const disbursement = randomUUID()
    good(await pay(key, contract, '2026-02-10', disbursement))
    expect(await cancel(key, randomUUID(), '2026-04-10')).toEqual(no('unknown-contract'))
    expect(await cancel(key, contract, '2026-04-10', '')).toMatchObject({ errors: { reasonZh: 'missing' } })
    expect(await cancel(key, contract, '2022-10-27')).toEqual(no('before-signed'))
    expect(await cancel(key, contract, '2026-02-09')).toEqual(no('paid-since'))
    expect((await listOpenInstalments(at.db, key)).map((one) => one.no)).toEqual([2])
    good(await cancel(key, contract, '2026-04-10'))
    expect(await cancel(key, contract, '2026-04-10')).toEqual(no('cancelled-already'))
    expect(await listOpenInstalments(at.db, key)).toEqual([])
    expect((await factsOf(key, q1)).contracts[0]).toMatchObject({ cancelledOn: null, cancelledWhyZh: '' })
    const after = (await factsOf(key, q2)).contracts[0]!
    expect(after).toMatchObject({ cancelledOn: '2026-04-10', cancelledWhyZh: '对方停止服务' })
    expect(after.instalments.map((one) => one.paidOn)).toEqual(['2026-02-10', null])
    const shown = showProject('zh-CN', (await findProject(at.db, key, today))!, today).contracts[0]!
    expect([shown.cancelled, ...shown.instalments.map(({ look }) => look)]).toEqual([
      ...['2026年4月10日 终止：对方停止服务', 'paid', 'off'],
    ])
    // Nothing waits for its milestone any more, and the project can be finished.
    good(
      await dropMilestone(at.db, mei, {
        ...{ key, milestone, today, text: typed({ on: '2026-04-11', reasonZh: '合同终止' }) },
      }),
    )
    for (const to of ['ongoing', 'closing', 'finished'])
      good(await changeProjectState(at.db, mei, { key, text: typed({ to, on: '2026-04-12' }), today }))
    // Even the paid one, taken back as a mistake, is not paid anew.
    good(await releaseInstalment(at.db, { contract, no: 1, disbursement }))
    expect(await pay(key, contract, '2026-02-10')).toEqual(no('cancelled'))
  })
})

describe.each(postgresOnly)('cancelling and paying at once: $name', ({ open }) => {
  test('whoever comes second is told: never is an instalment paid after its contract was cancelled', async () => {
    const pg = await open()
    try {
      for (let round = 0; round < 8; round++) {
        const key = await newProject(pg.db, { key: `volunteers-${round}` })
        const contract = randomUUID()
        await pg.db.query(
          `INSERT INTO projects_contract (id, project, number, partner, title_zh, signed_on, from_on, to_on, total_fen)
           VALUES ($1::uuid, $2, $2, 'x', 'x', '2026-01-01', '2026-01-01', '2026-12-31', 100)`,
          [contract, key],
        )
        await pg.db.query(
          `INSERT INTO projects_instalment (contract, no, title_zh, amount_fen) VALUES ($1::uuid, 1, 'x', 100)`,
          [contract],
        )
        const paid = {
          project: key,
          contract,
          no: 1,
          amountFen: 100n,
          paidOn: '2026-05-02',
          disbursement: randomUUID(),
        }
        const text = typed({ on: '2026-05-01', reasonZh: '停止' })
        const outcomes = await Promise.all([
          pg.db.transaction((tx) => settleInstalment(tx, paid)),
          cancelContract(pg.db, mei, { key, contract, text, today }),
        ])
        expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
        expect([no('cancelled'), no('paid-since')]).toContainEqual(outcomes.find(({ ok }) => !ok))
      }
    } finally {
      await pg.drop()
    }
  })
})

test('a selection that is taken back frees its place, is kept with its reason, and stays in the quarter that counted it', async () => {
  const key = await newProject(at.db)
  const call = randomUUID()
  const form = { titleZh: '征集', opensOn: '2026-02-01', closesOn: '2026-03-15', places: '1' }
  good(await announceCall(at.db, mei, { key, id: call, text: typed(form) }))
  const [one, two] = [randomUUID(), randomUUID()]
  for (const [n, id] of [one, two].entries()) {
    const text = typed({ applicant: '某社区', receivedOn: `2026-03-0${n + 1}` })
    good(await receiveApplication(at.db, mei, { key, call, id, text, today }))
  }
  const select = (application: string, on: string) =>
    selectApplication(at.db, mei, { key, application, text: typed({ on }), today })
  const back = (application: string, on: string, note = '社区退出', by = mei) =>
    takeBackSelection(at.db, by, { key, application, text: typed({ on, note }), today })
  expect(await back(one, '2026-04-05')).toEqual(no('not-selected'))
  good(await select(one, '2026-03-20'))
  expect(await back(one, '2026-04-05', 'x', bo)).toEqual(no('not-allowed'))
  expect(await back(one, '2026-04-05', '')).toMatchObject({ errors: { note: 'missing' } })
  expect(await back(one, '2026-03-19')).toEqual(no('before-selected'))
  expect(await select(two, '2026-04-06')).toEqual(no('no-place-left'))
  good(await back(one, '2026-04-05'))
  good(await select(two, '2026-04-06'))
  const selected = async (period: typeof q1) => (await factsOf(key, period)).calls[0]!.selected
  expect([await selected(q1), await selected(q2)]).toEqual([1, 1])
  good(await back(two, '2026-05-01', '重复'))
  expect([await selected(q1), await selected(q2)]).toEqual([1, 0])
  expect(await select(one, '2026-04-04')).toEqual(no('before-last'))
  good(await select(one, '2026-05-02'))
  expect((await findDeskProject(at.db, mei, key))!.applications).toMatchObject([
    { selectedOn: '2026-05-02', takenBack: { on: '2026-04-05', why: '社区退出' } },
    { selectedOn: null, takenBack: { on: '2026-05-01', why: '重复' } },
  ])
  await expect(at.db.query(`UPDATE projects_selection_taken_back SET why = 'x'`)).rejects.toThrow(
    'projects_kept',
  )
})

test('partners come and go on their days: a past quarter tells of those it had, today’s page of today’s', async () => {
  const key = await newProject(at.db)
  const set = (partners: string, on = '') =>
    setPartners(at.db, mei, { key, text: typed({ partners, on }), today })
  const during = async (period: typeof q1) => (await factsOf(key, period)).partners.map((p) => p.nameZh)
  good(await set('甲协会\n乙中心 | Centre B', '2026-01-15'))
  expect(await during({ from: '2025-10-01', to: '2025-12-31' }), 'the first ones: since ever').toEqual([
    ...['甲协会', '乙中心'],
  ])
  good(await set('乙中心 | Centre B\n丙学校', '2026-04-10'))
  expect(await set('丁', '2026-04-09')).toEqual(no('before-last'))
  expect(await set('丁', '2026-11-28')).toMatchObject({ errors: { on: 'not-yet' } })
  expect(await during(q1)).toEqual(['甲协会', '乙中心'])
  expect(await during(q2), 'who left in the quarter was one in it').toEqual(['甲协会', '乙中心', '丙学校'])
  expect(await during({ from: '2026-07-01', to: '2026-09-30' })).toEqual(['乙中心', '丙学校'])
  const now = async () => (await findProject(at.db, key, today))!.partners.map((p) => p.nameZh)
  expect(await now()).toEqual(['乙中心', '丙学校'])
  expect((await findDeskProject(at.db, mei, key))!.formerPartners).toMatchObject([
    { nameZh: '甲协会', fromOn: null, leftOn: '2026-04-10' },
  ])
  // A spelling is corrected for the past too, with the days that it had.
  good(await set('乙服务中心 | Centre B\n丙学校'))
  expect(await during(q1)).toEqual(['甲协会', '乙服务中心'])
  // One that came by mistake and went on the same day never was one; one that comes back stands once.
  good(await set('乙服务中心\n丙学校\n丁', '2026-06-01'))
  good(await set('乙服务中心\n丙学校\n甲协会', '2026-06-01'))
  expect(await during(q2)).toEqual(['乙服务中心', '丙学校', '甲协会'])
  good(await set('', '2026-10-01'))
  expect([await now(), await during(q1)]).toEqual([[], ['甲协会', '乙服务中心']])
})

test('overdue milestones are counted for whoever may see projects: not those of today, met or given up', async () => {
  const key = await newProject(at.db)
  const due = (dueOn: string) => newMilestone(at.db, key, { dueOn })
  await due('2026-11-26')
  await due('2026-11-27')
  await newMilestone(at.db, key)
  good(await meet(at.db, key, await due('2026-01-01'), '2026-11-20'))
  const milestone = await due('2026-01-02')
  const why = typed({ on: '2026-02-01', reasonZh: '不做了' })
  good(await dropMilestone(at.db, mei, { key, milestone, text: why, today }))
  expect(await countOverdueMilestones(at.db, bo, today)).toBe(1)
  expect(await countOverdueMilestones(at.db, bo, '2026-11-28')).toBe(2)
  const nobody = { ...actor('organiser', 'x'), grants: [] }
  expect(await countOverdueMilestones(at.db, nobody, today)).toBe(0)
})
