import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { theSoftware } from '~/identity/actor'
import { readWalkReport } from '~/live/report/read-walk-report.server'
import { foldCards } from '~/walks/fold-cards.server'
import { type LeadingUnit, listLeadingUnits } from '~/walks/list-leading-units.server'
import { sendThanks } from '~/walks/send-thanks.server'
import { thankWalkers } from '~/walks/thank-walkers.server'
import { type KnownWalk, openWalkPlans, type WalkPlans } from '~/walks/walk-plans.server'
import { databases, type TestDatabase } from '../setup/databases'
import { at, plan } from './plan'
import { layWalk } from './walk'
import { registered, stamp, unitOf } from './walkers'

let open: TestDatabase
let plans: WalkPlans
let walk: KnownWalk
const fold = () => foldCards(open.db, plans)
/** A walker of `unit` who started, and went as far as said. */
async function went(bib: number, unit: string | null, places: string[]) {
  const walker = await registered(open.db, { bib, unit })
  for (const [n, place] of ['start', ...places].entries())
    await stamp(open.db, walk, walker.card, place, `09:${String(n * 8).padStart(2, '0')}:00`)
  return walker
}
const home = ['cp1', 'cp2', 'cp3', 'finish']

describe.each(databases)('$name', ({ open: fresh }) => {
  beforeEach(async () => {
    open = await fresh()
    await layWalk(open.db)
    plans = openWalkPlans(open.db)
    walk = (await plans.get(plan.campaign))!
  }, 60_000)
  afterEach(() => open.drop())

  test('units stand by who came back, then by who completed a level; a walker who leaves a unit leaves its figures', async () => {
    const [school, clinic] = [await unitOf(open.db, '小学'), await unitOf(open.db, '医院')]
    await unitOf(open.db, '没来的单位')
    const mover = await went(1, school, home)
    await went(2, school, ['cp1', 'finish'])
    await went(3, clinic, home)
    await registered(open.db, { bib: 4, unit: clinic })
    await fold()
    const board = async () =>
      (await listLeadingUnits(open.db, plan.campaign)).units.map(
        ({ name, registered: all, finished, completed }: LeadingUnit) => [name, all, finished, completed],
      )
    expect(await board()).toEqual([
      ['小学', 2, 2, 1],
      ['医院', 2, 1, 1],
    ])
    await open.db.query('UPDATE walks_walker SET unit_id = NULL WHERE id = $1', [mover.id])
    await open.db.query('INSERT INTO walks_card_move (campaign, card) VALUES ($1, $2)', [
      plan.campaign,
      mover.card,
    ])
    await fold()
    expect(await board()).toEqual([
      ['医院', 2, 1, 1],
      ['小学', 1, 1, 0],
    ])
  })

  test('the list is paged by key, and every unit stands on one page', async () => {
    await open.db.query(
      `INSERT INTO walks_unit (id, campaign, name, leader_name, leader_email, leader_phone, manage_hash, join_hash)
       SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, $1, 'u' || n, '', '', '', decode(lpad(to_hex(n), 8, '0'), 'hex'),
              decode(lpad(to_hex(n), 10, '0'), 'hex') FROM generate_series(1, 120) AS n`,
      [plan.campaign],
    )
    await open.db.query(
      `INSERT INTO walks_unit_figure (unit, campaign, started, finished, completed)
       SELECT id, campaign, 9, row_number() OVER (ORDER BY id) % 5, row_number() OVER (ORDER BY id) % 3 FROM walks_unit`,
    )
    const seen: LeadingUnit[] = []
    for (let after: LeadingUnit | undefined; ; ) {
      const page = await listLeadingUnits(open.db, plan.campaign, after)
      seen.push(...page.units)
      if (!page.next) break
      after = page.next as LeadingUnit
    }
    expect(new Set(seen.map(({ unit }) => unit)).size).toBe(120)
    expect(seen).toHaveLength(120)
    const order = seen.map(({ finished, completed }) => finished * 10 + completed)
    expect(order).toEqual([...order].sort((a, b) => b - a))
  })

  test('a report counts what the records hold', async () => {
    await went(1, await unitOf(open.db, '小学'), home)
    await went(2, null, ['cp1'])
    await registered(open.db, { bib: 3 })
    await fold()
    expect(await readWalkReport(open.db, plan.campaign)).toMatchObject({
      checkpoints: [
        { key: 'cp1', stamps: 2 },
        { key: 'cp2', stamps: 1 },
        { key: 'cp3', stamps: 1 },
        { key: 'cp4', stamps: 0 },
        { key: 'cp5', stamps: 0 },
      ],
      units: { registered: 1, came: 1 },
      walkers: { registered: 3, onSite: 2, finished: 1, completed: 1 },
      visits: { all: 4, byVisitors: 0, cards: 2 },
      stalls: [],
      raisedFen: '0',
      editions: [{ slug: plan.campaign, visits: 4, walkers: 2 }],
    })
  })

  test('everybody who came is thanked once, after the walk, with the way to the certificate', async () => {
    const came = await went(1, null, home)
    await registered(open.db, { bib: 2 })
    await fold()
    const thank = (clock: string) =>
      thankWalkers(open.db, theSoftware, { campaign: plan.campaign, now: new Date(at(clock)) })
    expect(await thank('14:59:59')).toEqual({ ok: false, reason: 'not-over' })
    expect(await thank('15:00:00')).toEqual({ ok: true, parties: 1 })
    expect(await thank('15:00:01')).toEqual({ ok: false, reason: 'nobody-left' })
    const queued = await open.db.query<{ payload: { partyId: string } }>(
      `SELECT payload FROM platform_outbox WHERE topic = 'send-thanks'`,
    )
    expect(queued.map(({ payload }) => payload.partyId)).toEqual([came.party])
    const sent: { to: string; text: string }[] = []
    const mailer = { send: async (mail: { to: string; text: string }) => void sent.push(mail), close() {} }
    const config = { PUBLIC_URL: 'https://shanxing.example.org', SHANXING_DEMO: false }
    expect(await sendThanks({ db: open.db, mailer, config }, came.party)).toEqual({ ok: true })
    expect(sent[0]!.to).toBe('walker1@example.org')
    expect(sent[0]!.text).toContain(`https://shanxing.example.org/t/${came.card.toLowerCase()}`)
  })
})
