import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { decideProposal } from '~/identity/decide-proposal.server'
import { findWaitingProposals } from '~/identity/find-waiting-proposal.server'
import { askPaymentReversal } from '~/stewardship/plans/ask-payment-reversal.server'
import { findPlan } from '~/stewardship/plans/find-plan.server'
import { readPlanFacts } from '~/stewardship/plans/read-plan-facts.server'
import { executors } from '~/wiring.server'
import { meet, newContract, newMilestone, newProject } from '../projects/support'
import { databases } from '../setup/databases'
import { ada, approved, expectBooks, pay, promised, tao, works } from './plans'
import { fundWith } from './support'

test('an instalment is paid whole, once, and never before its milestone is met; taken back it is open again', async () => {
  const { db, drop } = await databases[0]!.open()
  await fundWith(db, 'pool-2022', 20_000_000n)
  await fundWith(db, 'pool-2023', 5_000_000n)
  const key = await newProject(db)
  const milestone = await newMilestone(db, key)
  const contract = await newContract(db, key, milestone)
  const planId = await approved(db, { ...works, project: key })
  const instalment = (no: number, yuan: string, id = randomUUID(), paidOn = '2024-03-01') =>
    pay(db, planId, { instalment: `${contract} ${no}`, part1Amount: yuan, paidOn }, { id })
  const before = await promised(db, 'pool-2022')
  expect(await instalment(2, '40000')).toEqual({ ok: false, reason: 'instalment-milestone-not-met' })
  expect(await promised(db, 'pool-2022'), 'all of it is rolled back').toBe(before)
  expect(await db.query('SELECT 1 FROM stewardship_disbursement')).toEqual([])
  expect(await instalment(1, '59999.99')).toEqual({ ok: false, reason: 'instalment-amount-differs' })
  expect(await instalment(9, '1')).toEqual({ ok: false, reason: 'instalment-unknown' })
  const first = randomUUID()
  expect(await instalment(1, '60000', first)).toMatchObject({ ok: true, created: true })
  expect(await instalment(1, '60000')).toEqual({ ok: false, reason: 'instalment-paid-already' })
  expect(await meet(db, key, milestone, '2024-03-10')).toMatchObject({ ok: true })
  expect(await instalment(2, '40000'), 'before the day it was met').toEqual({
    ok: false,
    reason: 'instalment-milestone-not-met',
  })
  expect(await instalment(2, '40000', randomUUID(), '2024-03-10')).toMatchObject({ ok: true })
  expect((await findPlan(db, tao, planId))!.payments.map((p) => p.instalment)).toEqual([
    'HT-2022-01 · 1',
    'HT-2022-01 · 2',
  ])
  await expectBooks(db)
  const quarter = { from: '2024-01-01', to: '2024-03-31' }
  expect((await readPlanFacts(db, key, quarter)).paid).toEqual({
    ...{ count: 2, amountFen: 10_000_000n, ledgerFen: 10_000_000n },
  })

  await askPaymentReversal(db, tao, { planId, id: first, text: '发票不符' })
  const [proposal] = await findWaitingProposals(db, { kind: 'disbursement', id: first })
  const agreed = await decideProposal(db, ada, { id: proposal!.id, decision: 'approved' }, executors)
  expect(agreed).toMatchObject({ ok: true })
  await expectBooks(db)
  expect(await instalment(1, '60000')).toMatchObject({ ok: true, created: true })
  await expectBooks(db)
  await drop()
})

test("a plan pays no instalment of another project's contract, nor does one without a project", async () => {
  const { db, drop } = await databases[0]!.open()
  await fundWith(db, 'pool-2022', 50_000_000n)
  await fundWith(db, 'pool-2023', 10_000_000n)
  const other = await newProject(db)
  const contract = await newContract(db, other, await newMilestone(db, other))
  const own = await newProject(db, { key: 'repairs' })
  const form = { instalment: `${contract} 1`, part1Amount: '60000' }
  for (const project of [own, '']) {
    const planId = await approved(db, { ...works, project })
    expect(await pay(db, planId, form), project).toEqual({ ok: false, reason: 'instalment-unknown' })
  }
  const planId = await approved(db, { ...works, project: other })
  expect(await pay(db, planId, form)).toMatchObject({ ok: true })
  await drop()
})
