import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sql } from '~/platform/db.server'
import { newCardId } from '~/walks/card-id'
import { type ScanRow, writeScans } from '~/walks/internal/write-scans.server'
import { databases, type TestDatabase } from '../setup/databases'
import { plan } from './plan'
import { layWalk } from './walk'

const scan = (over: Partial<ScanRow> = {}): ScanRow => ({
  id: randomUUID(),
  card: newCardId(),
  place: 'cp1',
  chain: 'P0STER',
  step: 0,
  trust: 'static',
  claimedAt: new Date('2026-03-21T09:00:00+08:00'),
  happenedAt: new Date('2026-03-21T09:00:00+08:00'),
  offsetMs: 0n,
  device: null,
  flags: [],
  ...over,
})

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  let statements = 0
  let sql: Sql
  beforeAll(async () => {
    opened = await open()
    await layWalk(opened.db)
    sql = {
      query: (text, params) => {
        statements++
        return opened.db.query(text, params)
      },
    }
  })
  afterAll(() => opened.drop())
  const kept = async (rows: ScanRow[]) =>
    (
      await opened.db.query<{ id: string }>('SELECT id FROM walks_scan WHERE id = ANY ($1::uuid[])', [
        rows.map(({ id }) => id).filter((id) => id.length === 36),
      ])
    ).length

  test('what comes while two statements are on their way goes together in the third, and all is kept', async () => {
    statements = 0
    const batches = Array.from({ length: 10 }, () => [scan(), scan()])
    await Promise.all(batches.map((rows) => writeScans(sql, plan.campaign, rows)))
    expect(statements).toBe(3)
    expect(await kept(batches.flat())).toBe(20)
  })

  test('the same scan in batches that go together is one, and its card keeps one stamp', async () => {
    const same = scan()
    await Promise.all(Array.from({ length: 8 }, () => writeScans(sql, plan.campaign, [same, scan()])))
    expect(await kept([same])).toBe(1)
    expect(await opened.db.query('SELECT scan_id FROM walks_stamp WHERE card = $1', [same.card])).toEqual([
      { scan_id: same.id },
    ])
  })

  test('a batch that the database refuses takes no other with it', async () => {
    const bad = [scan({ id: 'nobody’s id' })]
    const good = Array.from({ length: 6 }, () => [scan()])
    const wanted = [...good.slice(0, 4), bad, ...good.slice(4)].map((rows) =>
      writeScans(sql, plan.campaign, rows),
    )
    const answers = await Promise.allSettled(wanted)
    expect(answers.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled'],
      ...['rejected', 'fulfilled', 'fulfilled'],
    ])
    expect(await kept(good.flat())).toBe(6)
  })
})
