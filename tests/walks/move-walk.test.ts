import { describe, expect, test } from 'vitest'
import { theSoftware } from '~/identity/actor'
import { newCardId } from '~/walks/card-id'
import { keepScans } from '~/walks/keep-scans.server'
import { moveWalk } from '~/walks/move-walk.server'
import { spellStampCode } from '~/walks/stamp-code'
import { openWalkPlans } from '~/walks/walk-plans.server'
import { until } from '../http/server'
import { postgresOnly } from '../setup/databases'
import { at, chains, plan } from './plan'
import { layWalk } from './walk'

const waiting = `SELECT count(*)::int AS n FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
                  WHERE c.relname = 'walks_scan' AND NOT l.granted`

describe.each(postgresOnly)('at once, on $name', ({ open }) => {
  test('a walk does not move under a scan that is just being kept: its stamp would be of another day', async () => {
    const { db, drop } = await open()
    try {
      await layWalk(db)
      await db.query(`UPDATE campaigns_campaign SET event_on = '2027-01-16', ends_on = '2027-01-31'`)
      const walk = (await openWalkPlans(db).get(plan.campaign))!
      const code = spellStampCode({ chain: 'P0STER', step: 0, value: chains.poster.values[0]! })
      const scan = { card: newCardId(), at: at('09:10:00'), code }
      let moving: ReturnType<typeof moveWalk> | undefined
      await db.transaction(async (tx) => {
        const sender = { sentAt: at('10:00:00') }
        expect(await keepScans(tx, walk, sender, [scan], at('10:00:00'))).toMatchObject([{ kept: true }])
        moving = moveWalk(db, theSoftware, plan.campaign, 1)
        await until('the move waits', async () => (await db.query<{ n: number }>(waiting))[0]!.n === 1)
      })
      expect(await moving).toEqual({ ok: false, reason: 'was-visited' })
    } finally {
      await drop()
    }
  }, 60_000)
})
