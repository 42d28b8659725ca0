import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAccountability } from '~/disclosures/accountability/read-headline.server'
import type { Database } from '~/platform/db.server'
import { databases, type TestDatabase } from '../setup/databases'
import { fundWith, layPlan } from '../stewardship/support'
import { layProject, published } from './support'

const texts = { doneZh: '方案已经审核。', doneEn: 'Plans were approved.' }
const correction = { explanationZh: '多算了一份方案。', explanationEn: 'One plan too many was counted.' }

let at: TestDatabase
beforeEach(async () => {
  at = await databases[0]!.open()
  const { db } = at
  await layProject(db, 'grants', '社区资助项目')
  await layProject(db, 'works', '社区工程项目')
  await db.query(
    `INSERT INTO ledger_fund_group (key, name_zh, name_en, position) VALUES ('shiqiao', '市桥街', 'Shiqiao', 1)`,
  )
  for (const slug of ['village-1', 'village-2', 'village-3', 'pool']) await fundWith(db, slug, 100_000n)
  // The third village files nothing: it is one of the funds all the same.
  await db.query(`UPDATE ledger_fund SET group_key = 'shiqiao' WHERE slug LIKE 'village-%'`)
})
afterEach(() => at.drop())

const headlineOf = async (db: Database) => (await readAccountability(db)).headline
const lay = (project: string, fund: string, fen: bigint, approvedOn = '2024-02-01') =>
  layPlan(at.db, project, { sources: { [fund]: fen }, approvedOn })

/** A record that somebody removed behind the house's back: the database itself would refuse. */
async function takeAway(db: Database, plan: string): Promise<void> {
  for (const [table, column] of [
    ['stewardship_plan_source', 'plan'],
    ['stewardship_plan', 'id'],
  ]) {
    await db.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`)
    await db.query(`DELETE FROM ${table} WHERE ${column} = $1::uuid`, [plan])
    await db.query(`ALTER TABLE ${table} ENABLE TRIGGER ALL`)
  }
}

test('before anything is published there is no headline', async () => {
  await lay('grants', 'village-1', 20_000n)
  expect(await headlineOf(at.db)).toBeNull()
})

test('the headline is the project with most approved, and a plan that is taken away is missed in it once a correction says so', async () => {
  const { db } = at
  const one = await lay('grants', 'village-1', 20_000n)
  await lay('grants', 'village-2', 10_050n)
  await lay('grants', 'village-2', 99_999n, '2024-04-01')
  // Less money although its amount is the longer word in an ordering of texts.
  await lay('works', 'pool', 9_999n)
  await published(db, 'works', texts)
  expect(await headlineOf(db), 'funds that are in no group are not counted').toMatchObject({
    ...{ project: 'works', plans: 1, amountFen: '9999', funds: null },
  })
  await published(db, 'grants', texts)
  expect(await headlineOf(db)).toEqual({
    ...{ period: '2024-Q1', project: 'grants', plans: 2, amountFen: '30050', funds: 3 },
    name: { 'zh-CN': '社区资助项目', en: '社区资助项目' },
  })

  await takeAway(db, one)
  expect(await headlineOf(db), 'what was published stays').toMatchObject({ plans: 2, amountFen: '30050' })
  await published(db, 'grants', { ...texts, ...correction })
  expect(await headlineOf(db)).toMatchObject({ plans: 1, amountFen: '10050', funds: 3 })
})

test('of two quarters the last one speaks, even where the one before had more', async () => {
  const { db } = at
  await lay('grants', 'village-1', 20_000n)
  await published(db, 'grants', texts)
  await db.query(
    `INSERT INTO disclosures_disclosure (id, project, period, version, state, written_by, figures_hash, agreed, submitted_at, published_by, published_at,
                                         published_on, frozen, hash, entry_id)
     SELECT gen_random_uuid(), 'works', '2024-Q2', 1, 'published', 'x', figures_hash, agreed, submitted_at, 'y',
            published_at + interval '1 day', published_on, $1, hash, entry_id
       FROM disclosures_disclosure WHERE project = 'grants'`,
    [
      JSON.stringify({
        ...{
          project: { name: { 'zh-CN': '社区工程项目', en: 'Works' } },
          explanation: { 'zh-CN': '', en: '' },
        },
        figures: [
          { key: 'plans.approved.count', count: 1 },
          { key: 'plans.approved.amountFen', amountFen: '500' },
        ],
      }),
    ],
  )
  expect(await headlineOf(db)).toMatchObject({ period: '2024-Q2', project: 'works', amountFen: '500' })
})
