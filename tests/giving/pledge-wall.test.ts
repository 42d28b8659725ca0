import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { arrivePledge } from '~/giving/arrive-pledge.server'
import { readPledgeWall } from '~/giving/read-pledge-sums.server'
import { withdrawPledge } from '~/giving/withdraw-pledge.server'
import { theSoftware } from '~/identity/actor'
import { databases, type TestDatabase } from '../setup/databases'
import { openPledging, pledged } from './pledges'
import { today, walk } from './support'

describe.each(databases.slice(0, 1))('$name', ({ open }) => {
  let opened: TestDatabase
  beforeAll(async () => {
    opened = await open()
    await openPledging(opened.db)
  })
  afterAll(() => opened.drop())

  test('names by consent only; what is over is no other unit’s; of a withdrawn pledge what had come', async () => {
    const { db } = opened
    const arrive = (pledgeId: string, amountFen: bigint) =>
      db.transaction((tx) =>
        arrivePledge(tx, { pledgeId, amountFen, occurredOn: today, bankLineId: randomUUID() }),
      )
    const over = await pledged(db, {
      unitName: '甲公司',
      amount: '1000',
      nameConsent: 'yes',
      designation: 'region:wuhua',
    })
    await pledged(db, { unitName: '乙公司', amount: '500' })
    const part = await pledged(db, { unitName: '丙公司', amount: '300', nameConsent: 'yes' })
    const gone = await pledged(db, { unitName: '丁公司', amount: '200', nameConsent: 'yes' })
    await arrive(over.id, 120_000n)
    await arrive(part.id, 10_000n)
    await arrive(gone.id, 5_000n)
    await withdrawPledge(db, { by: theSoftware, id: gone.id, campaign: walk.slug }, '不再转账')
    expect(await readPledgeWall(db, walk.slug)).toEqual({
      ...{ units: 4, pledgedFen: 185_000n, arrivedFen: 135_000n, awaitedFen: 70_000n, more: 2 },
      named: [
        { unitName: '甲公司', amountFen: 100_000n, state: 'arrived', partly: false },
        { unitName: '丙公司', amountFen: 30_000n, state: 'open', partly: true },
      ],
      regions: [{ region: 'wuhua', units: 1, pledgedFen: 100_000n, arrivedFen: 120_000n, awaitedFen: 0n }],
    })
  })
})
