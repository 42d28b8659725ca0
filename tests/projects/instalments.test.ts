import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readProjectFacts } from '~/projects/read-project-facts.server'
import { releaseInstalment, settleInstalment } from '~/projects/settle-instalment.server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { meet, newContract, newMilestone, newProject, volunteers } from './support'

const finalFen = 4_000_000n
const project = volunteers.key

describe.each(databases)('instalments: $name', ({ open }) => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await open()
  })
  afterEach(() => at.drop())

  const settle = (contract: string, no: number, amountFen: bigint, paidOn = '2024-01-10') =>
    at.db.transaction((tx) =>
      settleInstalment(tx, { project, contract, no, amountFen, paidOn, disbursement: randomUUID() }),
    )

  test('an instalment is not paid before its milestone is met, nor on a day before that', async () => {
    const key = await newProject(at.db)
    const milestone = await newMilestone(at.db, key)
    const contract = await newContract(at.db, key, milestone)
    expect(await settle(contract, 1, 6_000_000n, '2022-11-05'), 'waits for nothing').toEqual({ ok: true })
    expect(await settle(contract, 2, finalFen)).toEqual({ ok: false, reason: 'milestone-not-met' })
    expect(await meet(at.db, key, milestone, '2024-01-15')).toEqual({ ok: true })
    expect(await settle(contract, 2, finalFen, '2024-01-14')).toEqual({
      ok: false,
      reason: 'milestone-not-met',
    })
    expect(await settle(contract, 2, finalFen, '2024-01-15')).toEqual({ ok: true })
  })

  test('it is paid once, whole, and only if there is such a one; a reversed payment opens it again', async () => {
    const key = await newProject(at.db)
    const contract = await newContract(at.db, key, await newMilestone(at.db, key))
    expect(await settle(contract, 1, 5_999_999n)).toEqual({ ok: false, reason: 'amount-differs' })
    expect(await settle(contract, 3, 1n)).toEqual({ ok: false, reason: 'unknown' })
    expect(await settle(randomUUID(), 1, 1n)).toEqual({ ok: false, reason: 'unknown' })
    expect(await settle('no-uuid', 1, 1n)).toEqual({ ok: false, reason: 'unknown' })
    const disbursement = randomUUID()
    const pay = { project: key, contract, no: 1, amountFen: 6_000_000n, paidOn: '2022-11-05', disbursement }
    expect(await at.db.transaction((tx) => settleInstalment(tx, pay))).toEqual({ ok: true })
    expect(await settle(contract, 1, 6_000_000n)).toEqual({ ok: false, reason: 'paid-already' })
    expect(await releaseInstalment(at.db, { contract, no: 1, disbursement: randomUUID() })).toEqual({
      ok: false,
      reason: 'unknown',
    })
    expect(await releaseInstalment(at.db, pay)).toEqual({ ok: true })
    expect(await settle(contract, 1, 6_000_000n)).toEqual({ ok: true })
  })

  test('the facts of a period know nothing that came after it', async () => {
    const key = await newProject(at.db)
    const milestone = await newMilestone(at.db, key)
    const contract = await newContract(at.db, key, milestone)
    await meet(at.db, key, milestone, '2024-04-02')
    await settle(contract, 2, finalFen, '2024-04-05')
    const before = await readProjectFacts(at.db, key, { from: '2024-01-01', to: '2024-03-31' })
    expect(before!.milestones[0]!.metOn).toBeNull()
    expect(before!.contracts[0]!.instalments).toMatchObject([{ paidOn: null }, { paidOn: null, milestone }])
    const after = await readProjectFacts(at.db, key, { from: '2024-04-01', to: '2024-06-30' })
    expect(after!.milestones[0]!.metOn).toBe('2024-04-02')
    expect(after!.contracts[0]!.instalments[1]!.paidOn).toBe('2024-04-05')
    expect(await readProjectFacts(at.db, 'none', { from: '2024-01-01', to: '2024-03-31' })).toBeNull()
  })
})

describe.each(postgresOnly)('instalments at once: $name', ({ open }) => {
  test('twenty who pay the same instalment at the same moment pay it once', async () => {
    const at = await open()
    const key = await newProject(at.db)
    const contract = await newContract(at.db, key, await newMilestone(at.db, key))
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () =>
        at.db.transaction((tx) =>
          settleInstalment(tx, {
            ...{ project: key, contract, no: 1, amountFen: 6_000_000n },
            ...{ paidOn: '2022-11-05', disbursement: randomUUID() },
          }),
        ),
      ),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    await at.drop()
  })
})
