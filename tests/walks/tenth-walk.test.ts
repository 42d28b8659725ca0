import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemoData } from '~/demo/load-demo-data.server'
import { readWalkReport } from '~/live/report/read-walk-report.server'
import { readFigures } from '~/walks/read-figures.server'
import { openWalkPlans } from '~/walks/walk-plans.server'
import type { House } from '~/wiring.server'
import { seal } from '../live/books'
import { databases, type TestDatabase } from '../setup/databases'
import { config } from './support'

let open: TestDatabase
const tenth = 'health-walk-10'
const minutes = 60_000

beforeAll(async () => {
  open = await databases[0]!.open()
  const house = {
    db: open.db,
    config: { ...config, SHANXING_WALK: 'day' },
    walks: openWalkPlans(open.db),
    now: () => new Date(),
  } as unknown as House
  // The tenth edition has no single gifts, so that no payment provider is asked.
  await loadDemoData(house, null as never, tenth)
  await seal(open.db)
}, 10 * minutes)
afterAll(() => open.drop())

test('the tenth walk, loaded as `--walk` does, comes to the figures that were published, all counted from records', async () => {
  const report = await readWalkReport(open.db, tenth)
  expect(report.checkpoints).toHaveLength(5)
  expect(report.levels).toHaveLength(2)
  expect(report.units.registered).toBeGreaterThanOrEqual(60)
  expect(report.walkers.registered).toBeGreaterThanOrEqual(950)
  expect(report.walkers.registered).toBeLessThanOrEqual(1_050)
  expect(report.visits.byVisitors).toBeGreaterThan(5_000)
  expect(report.stalls).toHaveLength(9)
  expect(report.marketFen).toBe('1680000')
  expect(report.raisedFen).toBe('12690000')
  // Sponsors are in no sum of what was raised.
  expect(report.sponsors).toEqual({ count: 8, worthFen: '24000000' })

  const figures = await readFigures(open.db, tenth)
  const [counted] = await open.db.query<{ visitors: number; all: number }>(
    `SELECT count(*) FILTER (WHERE c.walker_id IS NULL)::int AS visitors, count(*)::int AS all
       FROM walks_stamp s JOIN walks_place p ON p.campaign = s.campaign AND p.key = s.place AND p.kind = 'checkpoint'
       JOIN walks_card c ON c.id = s.card WHERE s.campaign = $1 AND NOT s.voided`,
    [tenth],
  )
  expect([figures.stamps['-'], figures.stamps['*']]).toEqual([counted!.visitors, counted!.all])
})
