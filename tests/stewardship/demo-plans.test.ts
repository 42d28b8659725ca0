import { expect, test } from 'vitest'
import { splitOver } from '~/campaigns/routing'
import campaignData from '~/demo/data/campaigns.json'
import funds2024 from '~/demo/data/funds-2024.json'
import { loadDemoPeople } from '~/demo/demo-people.server'
import { communityPlans, loadPlanOfGifts, loadPlans2024, loadPlansAtWork } from '~/demo/load-plans.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { readPlanFacts } from '~/stewardship/plans/read-plan-facts.server'
import { traceEntry } from '~/stewardship/trail/trace-gift.server'
import { moneyTrail } from '~/stewardship/trail/trail-projection.server'
import type { House } from '~/wiring.server'
import { newProject } from '../projects/support'
import { databases } from '../setup/databases'
import { expectBooks } from './plans'
import { fundWith, pour } from './support'

const quarter = { from: '2024-01-01', to: '2024-03-31' }

test('the demonstration’s plans come to the figures of the reference quarter, to the fen, by records; again changes nothing', async () => {
  const { db, drop } = await databases[0]!.open()
  await loadDemoPeople(db)
  const pools = ['yangcheng-2022', 'yangcheng-2023', 'poverty-relief-2023']
  const community = communityPlans().map(({ sources }) => sources[0]![0])
  expect(new Set(community).size, 'a fund each').toBe(144)
  for (const fund of pools) await fundWith(db, fund, 200_000_000n)
  // What the poorest of them holds.
  for (const fund of community) await fundWith(db, fund, 15_000_000n)
  await fundWith(db, 'assistance', 10_000_000n)
  for (const key of ['community-funds', 'poverty-relief-day', 'yangcheng-for-people'])
    await newProject(db, { key })
  const files = { put: async () => {} }
  const house = { db, files, now: () => new Date('2026-11-27T04:00:00Z') } as unknown as House
  await loadPlans2024(house)
  await sealEntries(db, [])
  const read = async () => ({
    community: (await readPlanFacts(db, 'community-funds', quarter)).approved,
    relief: (await readPlanFacts(db, 'poverty-relief-day', quarter)).approved,
    yangcheng: await readPlanFacts(db, 'yangcheng-for-people', quarter),
  })
  const facts = await read()
  expect(facts.community).toMatchObject({ count: 144, amountFen: 730_900_000n })
  expect(facts.relief).toMatchObject({ count: 4, amountFen: 102_740_000n })
  expect(facts.yangcheng.approved.plans.map((p) => [p.amountFen, p.sources.map((s) => s.fund)])).toEqual([
    [3_000_000n, ['yangcheng-2022']],
    [2_093_172n, ['yangcheng-2023']],
    [15_820_000n, ['yangcheng-2022', 'yangcheng-2023']],
  ])
  expect(facts.yangcheng.paid).toEqual({ count: 4, amountFen: 20_913_172n, ledgerFen: 20_913_172n })
  await loadPlansAtWork(house, 'assistance')
  const count = async () => (await db.query('SELECT id FROM stewardship_plan ORDER BY id')).length
  expect(await count()).toBe(153)
  await loadPlans2024(house)
  await loadPlansAtWork(house, 'assistance')
  expect(await count()).toBe(153)
  expect(await read()).toEqual(facts)
  await expectBooks(db)
  await drop()
}, 240_000)

test('the first gift of the coming walk is used by a plan that was paid, in the fund that began with nothing; again changes nothing', async () => {
  const { db, drop } = await databases[0]!.open()
  await loadDemoPeople(db)
  const fund = 'special-education'
  expect(Object.keys(funds2024.pools), 'nothing stands before the gifts').not.toContain(fund)
  const walk = campaignData.campaigns.find(({ slug }) => slug === 'health-walk-11')!
  const shares = walk.gifts!.map(
    ({ amountFen }) =>
      splitOver(BigInt(amountFen), walk.routes).find((share) => share.fund === fund)!.amountFen,
  )
  await newProject(db, { key: fund })
  await fundWith(db, fund, shares[0]!)
  for (const fen of shares.slice(1)) await pour(db, fund, fen)
  const files = { put: async () => {} }
  const on = (day: string) => ({ db, files, now: () => new Date(`${day}T04:00:00Z`) }) as unknown as House
  await loadPlanOfGifts(on('2026-11-27'))
  // A day later, and where the calendar ran ahead before.
  await loadPlanOfGifts(on('2026-11-28'))
  await loadPlanOfGifts(on('2026-11-20'))
  await sealEntries(db, [moneyTrail])
  const [first] = await db.query<{ id: bigint }>('SELECT min(id) AS id FROM ledger_entry')
  const [share] = await traceEntry(db, first!.id)
  expect(share).toMatchObject({ fund, waitingFen: 0n, refundedFen: 0n, furtherFen: 0n })
  expect(share!.uses.map(({ plan, on: day }) => [plan?.titleEn, day])).toEqual([
    ['Teaching aids for special classes, autumn', '2026-11-27'],
    ['Teaching aids for special classes, autumn', '2026-11-27'],
  ])
  const [kept] = await db.query(
    'SELECT state, amount_fen AS "amountFen", paid_fen AS "paidFen" FROM stewardship_plan',
  )
  expect(kept).toEqual({ state: 'approved', amountFen: 640_000n, paidFen: 640_000n })
  await expectBooks(db)
  await drop()
}, 120_000)
