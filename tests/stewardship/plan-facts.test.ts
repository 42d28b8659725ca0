import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { postEntry } from '~/ledger/post-entry.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { driftOf } from '~/stewardship/plans/plan'
import { readPlanFacts } from '~/stewardship/plans/read-plan-facts.server'
import { databases } from '../setup/databases'
import { fundWith, layPlan } from './support'

const quarter = { from: '2024-01-01', to: '2024-03-31' }

test('the facts of a quarter: what was approved in it by category and fund, what was paid, and what the seal says of it', async () => {
  const { db, drop } = await databases[0]!.open()
  await fundWith(db, 'pool-2022', 100_000n)
  await fundWith(db, 'pool-2023', 100_000n)
  const last = await layPlan(db, 'p', {
    sources: { 'pool-2022': 10n },
    approvedOn: '2024-03-31',
    number: 'B',
  })
  const two = { sources: { 'pool-2022': 139n, 'pool-2023': 18n }, approvedOn: '2024-01-01', number: 'A' }
  const both = await layPlan(db, 'p', { ...two, category: 'public-facilities' })
  await layPlan(db, 'p', { sources: { 'pool-2022': 999n }, approvedOn: '2024-04-01' })
  await layPlan(db, 'p', { sources: { 'pool-2022': 999n }, approvedOn: '2023-12-31' })
  await layPlan(db, 'q', { sources: { 'pool-2022': 999n }, approvedOn: '2024-02-01' })
  const pay = async (plan: string, fund: string, fen: bigint, day: string) => {
    const id = randomUUID()
    const posted = await postEntry(db, {
      ...{ source: 'disbursement', key: id, kind: 'disbursement', occurredOn: day, channel: 'bank' },
      lines: [
        { account: 'disbursements', fund, amountFen: fen },
        { account: 'bank', fund, amountFen: -fen },
      ],
    } as const)
    if (!posted.ok) throw new Error(posted.reason)
    await db.query(
      `INSERT INTO stewardship_disbursement (id, plan, amount_fen, paid_on, payee, evidence, entry_id, by)
       VALUES ($1::uuid, $2::uuid, $3, $4::date, 'x', 'e', $5, 'x')`,
      [id, plan, fen, day, posted.entryId],
    )
  }
  await pay(both, 'pool-2022', 100n, '2024-03-31')
  await pay(both, 'pool-2022', 39n, '2024-04-01')
  expect((await readPlanFacts(db, 'p', quarter)).paid, 'not sealed').toEqual({
    count: 1,
    amountFen: 100n,
    ledgerFen: 0n,
  })
  await sealEntries(db, [])
  const facts = await readPlanFacts(db, 'p', quarter)
  expect(facts).toMatchObject({
    approved: {
      count: 2,
      amountFen: 167n,
      plans: [
        {
          id: both,
          approvedOn: '2024-01-01',
          amountFen: 157n,
          sources: [
            { fund: 'pool-2022', amountFen: 139n },
            { fund: 'pool-2023', amountFen: 18n },
          ],
        },
        { id: last, sources: [{ fund: 'pool-2022', amountFen: 10n }] },
      ],
      byCategory: [
        { category: 'public-facilities', count: 1, amountFen: 157n },
        { category: 'elders', count: 1, amountFen: 10n },
      ],
      byFund: [
        { fund: 'pool-2022', plans: 2, amountFen: 149n },
        { fund: 'pool-2023', plans: 1, amountFen: 18n },
      ],
    },
    paid: { count: 1, amountFen: 100n, ledgerFen: 100n },
  })
  expect(await readPlanFacts(db, 'nothing', quarter)).toEqual({
    approved: { count: 0, amountFen: 0n, plans: [], byCategory: [], byFund: [] },
    paid: { count: 0, amountFen: 0n, ledgerFen: 0n },
  })
  await drop()
})

test('drift is told up to a tenth over a line, and flagged beyond it', () => {
  const drift = (amountFen: bigint, paidFen: bigint) => driftOf({ amountFen, paidFen })
  expect([drift(100n, 100n), drift(100n, 101n), drift(100n, 110n), drift(100n, 111n)]).toEqual([
    ...[null, 'slightly-over', 'slightly-over', 'over'],
  ])
})
