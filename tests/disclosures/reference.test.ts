import type { LoaderFunctionArgs } from '@remix-run/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadAssistance } from '~/demo/load-assistance.server'
import { loadDemoData } from '~/demo/load-demo-data.server'
import { loadDisclosures } from '~/demo/load-disclosures.server'
import { loadFunds2024 } from '~/demo/load-funds-2024.server'
import { loadPlans2024 } from '~/demo/load-plans.server'
import { loadProjects } from '~/demo/load-projects.server'
import { runChecks } from '~/disclosures/checks/run-checks'
import { readCheckInput } from '~/disclosures/publication/read-check-input.server'
import { readDrift } from '~/disclosures/publication/read-drift.server'
import { composeStatement } from '~/disclosures/statement/compose-statement.server'
import { readQuarter } from '~/disclosures/statement/quarter'
import { type Published, publishedShape } from '~/disclosures/statement/statement'
import { loader } from '~/routes/api.v1.projects.$key_.disclosures.$period'
import { openWalkPlans } from '~/walks/walk-plans.server'
import { figureSources, type House } from '~/wiring.server'
import { databases, type TestDatabase } from '../setup/databases'
import { config } from '../walks/support'
import { referenceFigures } from './reference-figures'

let open: TestDatabase
let house: House
const minutes = 60_000

beforeAll(async () => {
  open = await databases[0]!.open()
  house = {
    db: open.db,
    config: { ...config, SHANXING_WALK: 'day', OLD_SESSION_SECRETS: [] },
    walks: openWalkPlans(open.db),
    files: { put: async () => {} },
    now: () => new Date(),
  } as unknown as House
  // The tenth walk's day only: nothing else is given in the sandbox.
  await loadDemoData(house, null as never, 'health-walk-10')
  await loadProjects(house)
  await loadFunds2024(house)
  await loadAssistance(house)
  await loadPlans2024(house)
  await loadDisclosures(house)
}, 20 * minutes)
afterAll(() => open.drop())

async function answerFor(key: string): Promise<{ status: number; body: Published }> {
  const request = new Request(`http://localhost/api/v1/projects/${key}/disclosures/2024-Q1`)
  const params = { key, period: '2024-Q1' }
  const response = await loader({ request, params, context: { house } } as unknown as LoaderFunctionArgs)
  return { status: response.status, body: (await response.json()) as Published }
}

test.each(Object.keys(referenceFigures))('%s: every figure of the reference, from records', async (key) => {
  const { status, body } = await answerFor(key)
  expect(status).toBe(200)
  expect(publishedShape.safeParse(body).error).toBeUndefined()
  const figures = new Map(body.figures.map((figure) => [figure.key, figure.amountFen ?? figure.count]))
  for (const [name, value] of Object.entries(referenceFigures[key]!))
    if (typeof value === 'object') expect(figures.get(name), name).toBeGreaterThanOrEqual(value.atLeast)
    else expect(figures.get(name), name).toBe(value)
})

test('a record that is gone changes its figure, and the published statement is told to be corrected', async () => {
  const { db } = open
  await expect(
    readDrift(db, { project: 'special-education', period: '2024-Q1' }, figureSources),
  ).resolves.toEqual([])
  await db.query(`ALTER TABLE projects_count DISABLE TRIGGER ALL`)
  await db.query(
    `DELETE FROM projects_count WHERE project = 'special-education' AND indicator = 'attendances'`,
  )
  await db.query(`ALTER TABLE projects_count ENABLE TRIGGER ALL`)
  expect(
    await readDrift(db, { project: 'special-education', period: '2024-Q1' }, figureSources),
  ).toMatchObject([
    { key: 'indicator.attendances.count', before: '1032', after: '0' },
    { key: 'indicator.attendances.total', before: '1032', after: '0' },
  ])
  // What was published stays as it was.
  expect((await answerFor('special-education')).body.figures).toContainEqual(
    expect.objectContaining({ key: 'indicator.attendances.count', count: 1032 }),
  )
})

test('a case that is gone is missed by the ledger', async () => {
  const { db } = open
  const before = await composeStatement(db, 'assistance', readQuarter('2024-Q1')!, figureSources)
  await db.query(
    `DELETE FROM stewardship_assistance_case WHERE id = (SELECT c.id FROM stewardship_assistance_case c
       JOIN stewardship_assistance_batch b ON b.id = c.batch WHERE b.project = 'assistance' AND b.paid_on >= '2024-01-01' LIMIT 1)`,
  )
  const made = await composeStatement(db, 'assistance', readQuarter('2024-Q1')!, figureSources)
  const cases = (one: typeof made) =>
    one?.composed.figures.find((figure) => figure.key === 'assistance.cases')?.count
  expect([cases(before), cases(made)]).toEqual([368, 367])
  const texts = { doneZh: '做了', doneEn: 'done', cameZh: '成了', cameEn: 'came', acknowledged: [] }
  const written = { ...texts, explanationZh: '', explanationEn: '' }
  const findings = runChecks(await readCheckInput(db, made!.composed, written))
  expect(findings.map(({ code }) => code)).toContain('ledger-differs')
})
