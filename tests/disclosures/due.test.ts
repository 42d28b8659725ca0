import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMonths, dueOn, owes } from '~/disclosures/calendar/due'
import { listDue } from '~/disclosures/calendar/list-due.server'
import { remindDue } from '~/disclosures/calendar/remind-due.server'
import { quarterOf, readQuarter, sayQuarter, shiftQuarter } from '~/disclosures/statement/quarter'
import { databases, type TestDatabase } from '../setup/databases'
import { layCount, layProject, published, q1 } from './support'

test('quarters are those of the calendar in Shanghai', () => {
  expect(readQuarter('2024-Q1')).toEqual({ period: '2024-Q1', from: '2024-01-01', to: '2024-03-31' })
  for (const not of ['2024-Q5', '2024-q1', '1924-Q1', '2024', "2024-Q1'"]) expect(readQuarter(not)).toBeNull()
  expect(quarterOf('2024-12-31').period).toBe('2024-Q4')
  expect(shiftQuarter(q1, -1).period).toBe('2023-Q4')
  expect(shiftQuarter({ period: '2023-Q4' }, 5).period).toBe('2025-Q1')
  expect(sayQuarter('zh-CN', '2024-Q3')).toBe('2024年第三季度')
})

describe('what is owed by the law’s rhythm', () => {
  const ongoing = { begins: '2019', ends: null, state: 'ongoing' } as const
  test('a project over six months: each quarter, three months after the last, by the month’s end at the latest', () => {
    expect(owes(ongoing, q1)).toBe('quarterly')
    expect(dueOn(ongoing, q1, null)).toBe('2024-04-30')
    expect(dueOn(ongoing, q1, '2024-01-15')).toBe('2024-04-15')
    expect(dueOn(ongoing, q1, '2024-01-31')).toBe('2024-04-30')
    // Never before the quarter is over, however early the last one was.
    expect(dueOn(ongoing, q1, '2023-10-10')).toBe('2024-04-01')
    expect(dueOn(ongoing, q1, '2023-12-31')).toBe('2024-04-01')
  })
  test('one that has not begun owes nothing, one that ended owes it in full within three months', () => {
    expect(owes({ ...ongoing, begins: '2024-04-01' }, q1)).toBeNull()
    const walk = { begins: '2023-10-31', ends: '2024-01-15', state: 'finished' } as const
    expect(owes(walk, q1)).toBe('final')
    expect(dueOn(walk, q1, null)).toBe('2024-04-15')
    expect(owes(walk, readQuarter('2023-Q4')!)).toBeNull()
    expect(owes(walk, readQuarter('2024-Q2')!)).toBeNull()
  })
  test('one that still winds up after its end goes on telling', () => {
    expect(owes({ begins: '2022-11-01', ends: '2023-10-31', state: 'closing' }, q1)).toBe('quarterly')
    expect(owes({ begins: '2022-11-01', ends: '2023-10-31', state: 'archived' }, q1)).toBeNull()
  })
  test('months end where they end', () => {
    expect(addMonths('2023-11-30', 3)).toBe('2024-02-29')
    expect(addMonths('2024-12-31', 3)).toBe('2025-03-31')
  })
})

describe.each(databases)('reminders: $name', ({ open }) => {
  let at: TestDatabase
  beforeAll(async () => {
    at = await open()
    await layProject(at.db, 'training', '特教训练成长项目')
    await layProject(at.db, 'forgotten', '没人写的项目')
    await layCount(at.db, 'training', 'classes', 55, '2024-02-01')
  })
  afterAll(() => at.drop())
  const alerts = () =>
    at.db.query(
      `SELECT kind, subject, resolved_at IS NOT NULL AS resolved FROM platform_alert ORDER BY kind, subject`,
    )

  test('go out once before the day and once after it, and end with the publication', async () => {
    expect(await remindDue(at.db, '2024-04-19')).toBe(0)
    expect(await remindDue(at.db, '2024-04-20')).toBe(2)
    expect(await remindDue(at.db, '2024-04-21')).toBe(0)
    await published(at.db, 'training')
    expect(await alerts()).toEqual([
      { kind: 'disclosure-due', subject: 'forgotten 2024-Q1', resolved: false },
      { kind: 'disclosure-due', subject: 'training 2024-Q1', resolved: true },
    ])
    expect(await remindDue(at.db, '2024-05-01')).toBe(1)
    expect(await alerts()).toContainEqual({
      ...{ kind: 'disclosure-overdue', subject: 'forgotten 2024-Q1', resolved: false },
    })
    const rows = await listDue(at.db, q1, '2024-05-01')
    expect(rows.map(({ project, state, overdue }) => [project.key, state, overdue])).toEqual([
      ['forgotten', 'nothing', true],
      ['training', 'published', false],
    ])
  })
})
