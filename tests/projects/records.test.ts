import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '~/platform/db.server'
import { addOutput } from '~/projects/add-output.server'
import { announceCall } from '~/projects/announce-call.server'
import { countIndicator } from '~/projects/count-indicator.server'
import { defineIndicator } from '~/projects/define-indicator.server'
import { findProject } from '~/projects/find-project.server'
import { projectShape, publicProject } from '~/projects/project-shape'
import { readProjectFacts } from '~/projects/read-project-facts.server'
import { receiveApplication } from '~/projects/receive-application.server'
import { recordProcurement } from '~/projects/record-procurement.server'
import { reverseCount } from '~/projects/reverse-count.server'
import { selectApplication } from '~/projects/select-application.server'
import { showProject } from '~/projects/show-project.server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { good, mei, newProject, today, typed } from './support'

let at: TestDatabase
beforeEach(async () => {
  at = await databases[0]!.open()
})
afterEach(() => at.drop())
const no = (reason: string) => ({ ok: false, reason })

describe('procurement', () => {
  const tender = { roleZh: '施工', method: 'tender', announcedOn: '2026-01-05', decidedOn: '2026-02-01' }
  const record = (key: string, form: Record<string, string>, id = randomUUID()) =>
    recordProcurement(at.db, mei, { key, id, text: typed(form), today })

  test('each method has its rule', async () => {
    const key = await newProject(at.db)
    const won = { 'candidate.1.name': '甲公司', 'candidate.1.winner': 'yes' }
    expect(await record(key, { ...tender, ...won, announcedOn: '' })).toMatchObject({
      errors: { announcedOn: 'missing' },
    })
    expect(await record(key, { ...tender, ...won, decidedOn: '2026-01-04' })).toMatchObject({
      errors: { decidedOn: 'order' },
    })
    expect(await record(key, { ...tender, 'candidate.1.name': '甲公司' })).toMatchObject({
      errors: { 'candidate.1.winner': 'no-winner' },
    })
    expect(await record(key, { ...tender, ...won, decidedOn: '' })).toMatchObject({
      errors: { decidedOn: 'missing' },
    })
    expect(await record(key, { ...tender, method: 'inquiry' })).toMatchObject({
      errors: { 'candidate.1.name': 'missing' },
    })
    const quotes = { roleZh: '监理', method: 'three-quotes', decidedOn: '2026-02-01', ...won }
    expect(await record(key, quotes)).toMatchObject({ errors: { 'candidate.1.name': 'too-few' } })
    expect(await record(key, { ...quotes, reasonZh: '只公布中选的一家' })).toEqual({ ok: true })
    const three = { 'candidate.2.unnamed': 'yes', 'candidate.3.name': '丙', 'candidate.3.price': '12.50' }
    expect(await record(key, { ...quotes, ...three })).toEqual({ ok: true })
    expect((await findProject(at.db, key, today))!.procurements[1]!.candidates).toEqual([
      { name: '甲公司', priceFen: null, winner: true },
      { name: null, priceFen: null, winner: false },
      { name: '丙', priceFen: 1250n, winner: false },
    ])
  })

  test('it may be written again until it is decided; a quarter before the decision knows no winner', async () => {
    const key = await newProject(at.db)
    const id = randomUUID()
    const open = { ...tender, decidedOn: '', 'candidate.1.name': '甲', 'candidate.2.name': '乙' }
    expect(await record(key, open, id)).toEqual({ ok: true })
    const decided = { ...open, decidedOn: '2026-02-01', 'candidate.2.winner': 'yes' }
    expect(await record(key, decided, id)).toEqual({ ok: true })
    expect(await record(key, open, id)).toEqual(no('decided-already'))
    const january = await readProjectFacts(at.db, key, { from: '2026-01-01', to: '2026-01-31' })
    expect(january!.procurements).toMatchObject([
      { decidedOn: null, candidates: [{ winner: false }, { winner: false }] },
    ])
    expect((await findProject(at.db, key, today))!.procurements[0]!.candidates[1]).toMatchObject({
      ...{ name: '乙', winner: true },
    })
  })
})

describe('indicators', () => {
  const define = { indicator: 'classes', nameZh: '课程', nameEn: 'Classes', unitZh: '场', unitEn: 'classes' }
  const count = (key: string, n: string, on = '2026-02-01', id = randomUUID(), indicator = 'classes') =>
    countIndicator(at.db, mei, { key, id, text: typed({ indicator, on, count: n }), today })

  test('counts add up in their period; sent twice is once; a wrong one is taken back on its own day and never changed', async () => {
    const key = await newProject(at.db)
    expect(await count(key, '3')).toMatchObject({ errors: { indicator: 'unknown' } })
    const text = typed({ ...define, target: '60' })
    expect(await defineIndicator(at.db, mei, { key, text })).toEqual({ ok: true })
    expect(await defineIndicator(at.db, mei, { key, text })).toMatchObject({
      errors: { indicator: 'key-taken' },
    })
    for (const [n, fault] of [
      ['0', 'not-whole'],
      ['-3', 'not-whole'],
      ['1.5', 'not-whole'],
      ['', 'missing'],
      ['99999999999', 'too-many'],
    ])
      expect(await count(key, n!)).toMatchObject({ errors: { count: fault } })
    expect(await count(key, '3', '2026-11-28')).toMatchObject({ errors: { on: 'not-yet' } })
    const id = randomUUID()
    good(await count(key, '５０', '2025-12-31'))
    good(await count(key, '8', '2026-02-01', id))
    good(await count(key, '8', '2026-02-01', id))
    const wrong = randomUUID()
    good(await count(key, '1,000', '2026-02-02', wrong))
    const reverse = (of: string, note: string) =>
      reverseCount(at.db, mei, { key, count: of, text: typed({ note }) })
    expect(await reverse(wrong, '')).toMatchObject({ errors: { note: 'missing' } })
    expect(await reverse(randomUUID(), 'x')).toEqual(no('unknown-count'))
    expect(await reverse(wrong, '多写了三个零')).toEqual({ ok: true })
    expect(await reverse(wrong, '再一次')).toEqual(no('reversed-already'))
    const february = { from: '2026-02-01', to: '2026-02-28' }
    expect((await readProjectFacts(at.db, key, february))!.indicators).toMatchObject([
      { key: 'classes', count: 8n, total: 58n, target: 60n },
    ])
    await expect(at.db.query('UPDATE projects_count SET count = 1')).rejects.toThrow('projects_kept')
    await expect(at.db.query('DELETE FROM projects_count')).rejects.toThrow('projects_kept')
  })
})

async function newCall(db: Database, key: string, places: string) {
  const id = randomUUID()
  const form = { titleZh: '征集', opensOn: '2026-02-01', closesOn: '2026-03-15', places }
  good(await announceCall(db, mei, { key, id, text: typed(form) }))
  return id
}
async function apply(db: Database, key: string, call: string, receivedOn: string, id = randomUUID()) {
  const text = typed({ applicant: '某社区', receivedOn })
  return { id, outcome: await receiveApplication(db, mei, { key, call, id, text, today }) }
}
const select = (db: Database, key: string, application: string, on = '2026-03-20') =>
  selectApplication(db, mei, { key, application, text: typed({ on }), today })

describe('open calls', () => {
  test('applications come between the two days, both included; after the deadline it is closed', async () => {
    const key = await newProject(at.db)
    const call = await newCall(at.db, key, '2')
    const received = async (on: string) => (await apply(at.db, key, call, on)).outcome
    expect(await received('2026-01-31')).toEqual(no('not-yet-open'))
    expect(await received('2026-02-01')).toEqual({ ok: true })
    expect(await received('2026-03-15')).toEqual({ ok: true })
    expect(await received('2026-03-16')).toEqual(no('closed'))
    expect((await findProject(at.db, key, '2026-03-01'))!.calls).toMatchObject([{ received: 1, places: 2 }])
  })

  test('never more are selected than there are places', async () => {
    const key = await newProject(at.db)
    const call = await newCall(at.db, key, '1')
    const [one, two] = [
      await apply(at.db, key, call, '2026-03-01'),
      await apply(at.db, key, call, '2026-03-02'),
    ]
    expect(await select(at.db, key, one.id, '2026-02-28')).toEqual(no('before-received'))
    expect(await select(at.db, key, one.id)).toEqual({ ok: true })
    expect(await select(at.db, key, one.id)).toEqual(no('selected-already'))
    expect(await select(at.db, key, two.id)).toEqual(no('no-place-left'))
  })
})

describe.each(postgresOnly)('open calls at once: $name', ({ open }) => {
  test('thirty who select at the same moment fill five places, not six', async () => {
    const pg = await open()
    const key = await newProject(pg.db)
    const call = await newCall(pg.db, key, '5')
    const ids = await Promise.all(
      Array.from({ length: 30 }, async () => (await apply(pg.db, key, call, '2026-03-01')).id),
    )
    const outcomes = await Promise.all(ids.map((id) => select(pg.db, key, id)))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(5)
    expect(outcomes.filter((o) => !o.ok && o.reason === 'no-place-left')).toHaveLength(25)
    await pg.drop()
  })
})

test('programs read what the shape promises, and a page in English says no Chinese where English was written', async () => {
  const key = await newProject(at.db)
  const output = { kind: 'publication', titleZh: '手册', titleEn: 'Handbook', publishedOn: '2026-01-02' }
  good(await addOutput(at.db, mei, { key, id: randomUUID(), text: typed(output), today }))
  await newCall(at.db, key, '2')
  const found = (await findProject(at.db, key, today))!
  expect(projectShape.parse(publicProject(found))).toMatchObject({
    ...{ key, state: 'preparing', outputs: [{ title: { 'zh-CN': '手册', en: 'Handbook' } }] },
  })
  const view = showProject('en', { ...found, calls: [] }, today)
  expect(JSON.stringify(view)).not.toMatch(/\p{Script=Han}/u)
  expect(view.facts[2]).toEqual({ term: 'Period', detail: '1 Nov 2022 to 31 Oct 2023' })
})
