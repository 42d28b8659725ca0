import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LatePass } from '~/identity/find-late-pass.server'
import { type Pass, passActor } from '~/identity/pass'
import { newCardId } from '~/walks/card-id'
import { keepGateScans } from '~/walks/keep-gate-scans.server'
import { openWalkPlans } from '~/walks/walk-plans.server'
import { databases, type TestDatabase } from '../setup/databases'
import { at, day, plan } from './plan'
import { layWalk } from './walk'

let open: TestDatabase
const dayMs = 86_400_000
const pass: Pass = {
  id: randomUUID(),
  role: 'checkpoint-volunteer',
  campaign: plan.campaign,
  ...{ place: 'cp1', placeKey: 'place:cp1', label: '第一班', validOn: day, hours: '', contact: '' },
}
const late = (more: Partial<LatePass> = {}): LatePass => ({
  pass,
  beganAt: new Date(at('00:00:00')),
  endsAt: new Date(at('00:00:00') + dayMs),
  revoked: false,
  ...more,
})
const device = { id: randomUUID(), unsent: 0 }
const bring = (clocks: string[], now: number, of = late()) =>
  keepGateScans(
    open.db,
    openWalkPlans(open.db),
    passActor(pass, ''),
    of,
    {
      ...{ sentAt: now, device },
      scans: clocks.map((clock) => ({ card: newCardId(), place: 'cp1', at: at(clock) })),
    },
    now,
  )

describe.each(databases)('$name', ({ open: fresh }) => {
  beforeEach(async () => {
    open = await fresh()
    await layWalk(open.db)
  }, 60_000)
  afterEach(() => open.drop())

  test('late news is taken for three days after the pass’s day, and nothing later', async () => {
    const end = at('00:00:00') + 4 * dayMs
    expect(await bring(['09:00:00'], end - 1)).toMatchObject({
      ok: true,
      answers: [{ kept: true, flags: [] }],
    })
    expect(await bring(['09:00:00'], end)).toEqual({ ok: false, reason: 'pass-over' })
    expect(await open.db.query('SELECT count(*)::int AS n FROM walks_scan')).toEqual([{ n: 1 }])
  })

  test('what comes once the pass was taken back is flagged, whatever time it claims; it is kept', async () => {
    const revoked = late({ revoked: true, endsAt: new Date(at('12:00:00')) })
    expect(await bring(['08:59:00', '12:30:00'], at('13:00:00'), revoked)).toMatchObject({
      answers: [
        { kept: true, flags: ['pass-over'] },
        { kept: true, flags: ['pass-over'] },
      ],
    })
    // A pass that only ended is believed of what was before.
    expect(await bring(['08:59:00'], at('13:00:00'))).toMatchObject({ answers: [{ kept: true, flags: [] }] })
  })
})
