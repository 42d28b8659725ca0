import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { decideProposal } from '~/identity/decide-proposal.server'
import { findWaitingProposals } from '~/identity/find-waiting-proposal.server'
import { listActs, readActFilter } from '~/identity/list-acts.server'
import type { Database } from '~/platform/db.server'
import { addContract } from '~/projects/add-contract.server'
import { cancelContract } from '~/projects/cancel-contract.server'
import { overBudget } from '~/projects/yearly-use'
import { askPaymentReversal } from '~/stewardship/plans/ask-payment-reversal.server'
import { findPlan } from '~/stewardship/plans/find-plan.server'
import { chargeContract } from '~/stewardship/plans/internal/charge-contract.server'
import { readYearlyUse } from '~/stewardship/plans/read-yearly-use.server'
import { executors } from '~/wiring.server'
import { contractForm, good, mei, newContract, newMilestone, newProject } from '../projects/support'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { ada, approved, expectBooks, pay, small, tao, typed } from './plans'
import { fundWith } from './support'

const today = '2024-03-31'

/** Insurance: 1,000.00 in all, 400.00 a year, no instalments. */
async function insurance(db: Database, key: string, more: Record<string, string> = {}) {
  const id = randomUUID()
  const form = {
    ...{ number: 'BX-2022', partner: '保险公司', titleZh: '保险服务', titleEn: 'Insurance', total: '1000' },
    ...{ signedOn: '2022-09-01', fromOn: '2022-09-01', toOn: '2025-08-31', yearly: '400', ...more },
  }
  good(await addContract(db, mei, { key, id, text: typed(form), today }))
  return id
}

async function prepared(db: Database) {
  await fundWith(db, 'pool-2022', 1_000_000n)
  await fundWith(db, 'pool-2023', 1_000_000n)
  const key = await newProject(db)
  const planId = await approved(db, { ...small('5000'), project: key })
  return { key, planId, contract: await insurance(db, key) }
}

describe('a service contract with a budget per year', () => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await databases[0]!.open()
  })
  afterEach(() => at.drop())

  test('a payment above the year’s budget stops once and says what is left; confirmed it goes, flagged and told; the contract’s sum is a wall', async () => {
    const { db } = at
    const { key, planId, contract } = await prepared(db)
    const under = (yuan: string, more: Record<string, string> = {}, id = randomUUID()) =>
      pay(db, planId, { instalment: contract, part1Amount: yuan, ...more }, { id })
    const use = async () => (await readYearlyUse(db, key, today))[0]!
    expect(await use()).toMatchObject({
      ...{ contract, number: 'BX-2022', budgetFen: 40_000n, cancelled: false, byInstalments: false },
      years: [2024, 2023, 2022].map((year) => ({ year, budgetFen: 40_000n, paidFen: 0n })),
    })
    good(await under('300'))
    expect(await under('100.01')).toEqual({ ok: false, reason: 'contract-over-year', leftFen: 10_000n })
    good(await under('100'))
    expect((await use()).years[0]).toMatchObject({ year: 2024, paidFen: 40_000n })
    const over = randomUUID()
    expect(await under('50', {}, over)).toEqual({ ok: false, reason: 'contract-over-year', leftFen: 0n })
    expect(
      await db.query('SELECT 1 FROM stewardship_disbursement'),
      'all of it was rolled back',
    ).toHaveLength(2)
    good(await under('50', { overYear: 'yes' }, over))
    const { budgetFen, paidFen } = (await use()).years[0]!
    expect(overBudget(budgetFen, paidFen)).toBe(5_000n)
    const { acts } = await listActs(db, readActFilter(new URLSearchParams('action=plan.pay')))
    expect(acts[0]).toMatchObject({ after: { contract, overYearFen: '5000' } })
    expect(acts[1]!.after).not.toHaveProperty('overYearFen')
    expect(await under('550.01', { overYear: 'yes' })).toEqual({
      ...{ ok: false, reason: 'contract-over-total', leftFen: 55_000n },
    })
    expect((await findPlan(db, tao, planId))!.payments.map((p) => p.instalment)).toEqual([
      ...['BX-2022', 'BX-2022', 'BX-2022'],
    ])
    await expectBooks(db)
    // What is taken back counts no more.
    await askPaymentReversal(db, tao, { planId, id: over, text: '重复' })
    const [proposal] = await findWaitingProposals(db, { kind: 'disbursement', id: over })
    good(await decideProposal(db, ada, { id: proposal!.id, decision: 'approved' }, executors))
    expect((await use()).years[0]).toMatchObject({ year: 2024, paidFen: 40_000n })
    await expectBooks(db)
  })

  test('only under a contract of the plan’s own project that has no instalments and is not cancelled on that day', async () => {
    const { db } = at
    const { key, planId, contract } = await prepared(db)
    const under = (of: string, paidOn = '2024-03-01') =>
      pay(db, planId, { instalment: of, part1Amount: '1', paidOn })
    const no = (reason: string) => ({ ok: false, reason })
    const other = await newProject(db, { key: 'other' })
    expect(await under(await insurance(db, other, { number: 'BX-2' }))).toEqual(no('contract-unknown'))
    expect(await under(randomUUID())).toEqual(no('contract-unknown'))
    expect(await under('no-uuid')).toEqual(no('contract-unknown'))
    const byParts = await newContract(db, key, await newMilestone(db, key))
    expect(contractForm('').yearly).toBeUndefined()
    expect(await under(byParts)).toEqual(no('contract-unknown'))
    const text = typed({ on: '2024-03-02', reasonZh: '换了承保机构' })
    good(await cancelContract(db, mei, { key, contract, text, today }))
    expect(await under(contract, '2024-03-02')).toEqual(no('contract-cancelled'))
    good(await under(contract, '2024-03-01'))
    expect((await readYearlyUse(db, key, today))[0]).toMatchObject({ cancelled: true })
    // A year after its term has no budget: a late invoice is paid by whoever has looked.
    const ended = { number: 'BX-3', toOn: '2023-08-31' }
    const old = await insurance(db, key, ended)
    expect(await under(old)).toEqual({ ok: false, reason: 'contract-over-year', leftFen: 0n })
    const late = { instalment: old, part1Amount: '1', overYear: 'yes' }
    good(await pay(db, planId, late))
    expect((await readYearlyUse(db, key, today)).find((one) => one.number === 'BX-3')!.years).toEqual([
      { year: 2024, budgetFen: 0n, paidFen: 100n },
      { year: 2023, budgetFen: 40_000n, paidFen: 0n },
      { year: 2022, budgetFen: 40_000n, paidFen: 0n },
    ])
  })
})

const isBlocked = 'SELECT 1 FROM pg_locks WHERE NOT granted LIMIT 1'
const insert = `
  INSERT INTO stewardship_disbursement (id, plan, contract, amount_fen, paid_on, payee, evidence, entry_id, by)
  SELECT gen_random_uuid(), $1::uuid, $2::uuid, $3, '2024-03-01', 'x', 'e', max(id), 'x' FROM ledger_entry`

describe.each(postgresOnly)('payments at once: $name', ({ open }) => {
  test('who pays under a contract waits for whoever is paying under it, and then sees that payment', async () => {
    const pg = await open()
    try {
      const { planId, contract, key } = await prepared(pg.db)
      const asked = { contract, project: key, amountFen: 30_000n, paidOn: '2024-03-01', overYear: false }
      let second: Promise<unknown> = Promise.resolve()
      let settled = false
      const first = await pg.db.transaction(async (tx) => {
        const charged = await chargeContract(tx, asked)
        second = pg.db
          .transaction((other) => chargeContract(other, asked))
          .finally(() => {
            settled = true
          })
        while (!settled && (await pg.db.query(isBlocked)).length === 0);
        await tx.query(insert, [planId, contract, asked.amountFen])
        return charged
      })
      expect(first).toEqual({ ok: true, overFen: 0n })
      expect(await second).toEqual({ ok: false, reason: 'over-year', leftFen: 10_000n })
    } finally {
      await pg.drop()
    }
  })
})
