import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runChecks } from '~/disclosures/checks/run-checks'
import { readCheckInput } from '~/disclosures/publication/read-check-input.server'
import { listRecords } from '~/disclosures/records/list-records.server'
import { composeStatement } from '~/disclosures/statement/compose-statement.server'
import { readQuarter } from '~/disclosures/statement/quarter'
import { openFund } from '~/ledger/open-fund.server'
import { postEntry } from '~/ledger/post-entry.server'
import { reverseEntry } from '~/ledger/reverse-entry.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { readAssistanceFacts } from '~/stewardship/assistance/read-assistance-facts.server'
import { layProject, texts } from '../disclosures/support'
import { databases, type TestDatabase } from '../setup/databases'

let house: TestDatabase
beforeEach(async () => {
  house = await databases[0]!.open()
  const named = { nameZh: '救助基金', nameEn: 'Assistance', purposeZh: '救助', purposeEn: 'Assistance' }
  const rest = { kind: 'project' as const, restricted: true, position: 1 }
  await openFund(house.db, { slug: 'assistance', ...named, ...rest })
})
afterEach(() => house.drop())

/** A batch as paying leaves it behind. */
async function paid(paidOn: string, cases: [category: string, fen: bigint][]) {
  const { db } = house
  const id = randomUUID()
  const fen = cases.reduce((sum, [, one]) => sum + one, 0n)
  const posted = await postEntry(db, {
    ...({
      source: 'assistance',
      key: id,
      kind: 'disbursement',
      occurredOn: paidOn,
      channel: 'bank',
    } as const),
    lines: [
      { account: 'disbursements', fund: 'assistance', amountFen: fen },
      { account: 'bank', fund: 'assistance', amountFen: -fen },
    ],
  })
  if (!posted.ok) throw new Error(posted.reason)
  await db.query(
    `INSERT INTO stewardship_assistance_batch (id, project, fund, title, paid_on, state, entered_by, entry_id)
     VALUES ($1::uuid, 'assistance', 'assistance', '救助', $2, 'paid', 'x', $3)`,
    [id, paidOn, posted.entryId],
  )
  for (const [category, one] of cases)
    await db.query(
      `INSERT INTO stewardship_assistance_case (id, batch, category, amount_fen, person) VALUES ($1::uuid, $2::uuid, $3, $4, '\\x00')`,
      [randomUUID(), id, category, one],
    )
  return { id, entryId: posted.entryId }
}
const facts = (from: string, to: string) => readAssistanceFacts(house.db, 'assistance', { from, to })

test('a period counts what was paid in it, category by category and month by month, and the sealed ledger says the same', async () => {
  await paid('2023-12-31', [['living', 100n]])
  await paid('2024-01-01', [
    ['living', 20_000n],
    ['medical', 5_000n],
  ])
  await paid('2024-03-31', [['living', 7n]])
  await paid('2024-04-01', [['girls', 9n]])
  expect((await facts('2024-01-01', '2024-03-31')).ledgerFen).toBe(0n)
  await sealEntries(house.db, [])
  const quarter = await facts('2024-01-01', '2024-03-31')
  expect(quarter).toMatchObject({ cases: 3, amountFen: 25_007n, ledgerFen: 25_007n })
  expect(quarter.byCategory.map(({ key }) => key)).toEqual([
    ...[
      'living',
      'medical',
      'migrant-workers',
      'unsafe-housing',
      'schooling',
      'autumn-schooling',
      'boarders',
      'girls',
    ],
  ])
  expect(quarter.byCategory.filter((c) => c.cases > 0)).toMatchObject([
    { key: 'living', nameZh: '临时生活困难救助', cases: 2, amountFen: 20_007n },
    { key: 'medical', cases: 1, amountFen: 5_000n },
  ])
  expect(quarter.byMonth).toEqual([
    { month: '2024-01', cases: 2, amountFen: 25_000n },
    { month: '2024-03', cases: 1, amountFen: 7n },
  ])
  expect(
    await readAssistanceFacts(house.db, 'other', { from: '2024-01-01', to: '2024-03-31' }),
  ).toMatchObject({
    ...{ cases: 0, amountFen: 0n, ledgerFen: 0n, byMonth: [] },
  })
})

test('what was taken back is counted off on the day it was taken back, in figures and ledger alike', async () => {
  const wrong = await paid('2024-02-10', [['girls', 300n]])
  const back = await reverseEntry(house.db, {
    entryId: wrong.entryId,
    memo: 'entered wrongly',
    occurredOn: '2024-04-02',
  })
  if (!back.ok) throw new Error(back.reason)
  await house.db.query(
    'UPDATE stewardship_assistance_batch SET reversed_on = $2, reversal_entry_id = $3 WHERE id = $1::uuid',
    [wrong.id, '2024-04-02', back.entryId],
  )
  await sealEntries(house.db, [])
  expect(await facts('2024-01-01', '2024-03-31')).toMatchObject({
    cases: 1,
    amountFen: 300n,
    ledgerFen: 300n,
  })
  expect(await facts('2024-04-01', '2024-06-30')).toMatchObject({
    cases: -1,
    amountFen: -300n,
    ledgerFen: -300n,
  })
  expect(await facts('2024-01-01', '2024-06-30')).toMatchObject({ cases: 0, amountFen: 0n, ledgerFen: 0n })
})

test('a month of few people stands in no disclosure, nor in the records behind one, and the checks do not ask for it', async () => {
  const { db } = house
  await layProject(db, 'assistance', '慈善救助项目')
  const people = (n: number): [string, bigint][] => Array.from({ length: n }, () => ['living', 100n])
  await paid('2024-01-10', people(10))
  await paid('2024-02-10', people(2))
  await paid('2024-03-10', people(20))
  await sealEntries(db, [])
  const quarter = readQuarter('2024-Q1')!
  const { composed } = (await composeStatement(db, 'assistance', quarter, []))!
  const figures = composed.figures.filter(({ key }) => key.startsWith('assistance.by'))
  expect(figures.map(({ key, count }) => [key, count])).toEqual([
    ['assistance.byCategory.living.cases', 32],
    ['assistance.byCategory.living.amountFen', undefined],
    // January is left out with February: it would be 32 - 20 - 10.
    ['assistance.byMonth.2024-03.cases', 20],
    ['assistance.byMonth.2024-03.amountFen', undefined],
  ])
  const figure = 'assistance.byMonth.2024-03.cases'
  const records = await listRecords(db, { project: 'assistance', quarter, figure })
  expect(records!.rows.map(({ id, count }) => [id, count])).toEqual([['2024-03', 20]])
  const written = { ...texts, doneZh: '做了。', doneEn: 'Done.', explanationZh: '', explanationEn: '' }
  const found = runChecks(await readCheckInput(db, composed, { ...written, acknowledged: [] }))
  expect(found.map(({ code }) => code)).toEqual([])
})
