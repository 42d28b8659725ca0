import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Actor, theSoftware } from '~/identity/actor'
import { type DecideFlag, decideFlag } from '~/walks/decide-flag.server'
import { editLevel } from '~/walks/edit-level.server'
import { exportFlags } from '~/walks/export-flags.server'
import { findWalk } from '~/walks/find-walk.server'
import { foldCards } from '~/walks/fold-cards.server'
import { giveCard } from '~/walks/give-card.server'
import { keepScans } from '~/walks/keep-scans.server'
import { listFlags } from '~/walks/list-flags.server'
import { readFigures } from '~/walks/read-figures.server'
import { spellStampCode } from '~/walks/stamp-code'
import { readCard } from '~/walks/stamp-rules'
import { type KnownWalk, openWalkPlans, type WalkPlans } from '~/walks/walk-plans.server'
import { databases, type TestDatabase } from '../setup/databases'
import { at, chains, plan } from './plan'
import { layWalk } from './walk'
import { registered, stamp } from './walkers'

let open: TestDatabase
let plans: WalkPlans
let walk: KnownWalk
let card: string
const organiser: Actor = {
  ...theSoftware,
  kind: 'person',
  name: '何组织',
  grants: [{ role: 'organiser', scope: plan.campaign, standsInFor: null }],
}
const decide = (decision: DecideFlag['decision'], seen: DecideFlag['seen'] = null, by = organiser) =>
  decideFlag(open.db, by, { campaign: plan.campaign, card, place: 'cp2', reason: 'too-fast', decision, seen })
const fold = () => foldCards(open.db, plans)
const counted = async () => {
  const figures = await readFigures(open.db, plan.campaign)
  const [minutes] = await open.db.query<{ n: number }>('SELECT sum(stamps)::int AS n FROM walks_place_minute')
  return [figures.stamps['*'], figures.completed['*'], minutes?.n]
}

test('what a person voided counts for nothing, on the phone as on the server', () => {
  const stamps = ['cp1', 'cp2', 'cp3'].map((place, n) => ({
    place,
    at: at(`09:${n + 1}0:00`),
    trust: 'static' as const,
  }))
  const levels = (kept: Parameters<typeof readCard>[1]) =>
    readCard(plan, kept).levels.flatMap(({ key, complete }) => (complete ? [key] : []))
  expect(levels(stamps)).toEqual(['5km'])
  expect(levels(stamps.map((s) => ({ ...s, voided: s.place === 'cp2' })))).toEqual([])
})

describe.each(databases)('$name', ({ open: fresh }) => {
  beforeEach(async () => {
    open = await fresh()
    await layWalk(open.db)
    plans = openWalkPlans(open.db)
    walk = (await plans.get(plan.campaign))!
    card = (await registered(open.db, { bib: 12 })).card
    await stamp(open.db, walk, card, 'cp1', '09:30:00')
    await stamp(open.db, walk, card, 'cp2', '09:31:00')
    await stamp(open.db, walk, card, 'cp3', '10:00:00')
    await fold()
  }, 60_000)
  afterEach(() => open.drop())

  test('a flag shows the whole card, and a decision leaves the queue', async () => {
    const { flags, next } = await listFlags(open.db, plan.campaign, { view: 'waiting' })
    expect(next).toBeNull()
    expect(flags).toMatchObject([
      { card, place: 'cp2', reason: 'too-fast', bib: 12, level: '5km', decision: null },
    ])
    expect(flags[0]!.line.map(({ place }) => place)).toEqual(['cp1', 'cp2', 'cp3'])
    const order = { format: 'csv', locale: 'en', outlet: { ready: async () => true } } as const
    const asked = { campaign: plan.campaign, view: 'waiting', ...order } as const
    const file = await (await exportFlags(open.db, organiser, asked)).text()
    expect(file).toMatch(
      /12,5 km,Checkpoint 2,.*"Checkpoint 1 09:30:00, Checkpoint 2 09:31:00, Checkpoint 3 10:00:00"/,
    )
    expect(file, 'a card’s code is a key').not.toContain(card)
    expect(await decide('fine')).toEqual({ ok: true, decision: 'fine' })
    expect((await listFlags(open.db, plan.campaign, { view: 'waiting' })).flags).toEqual([])
    expect((await listFlags(open.db, plan.campaign, { view: 'decided' })).flags).toMatchObject([
      { decision: 'fine', decidedBy: '何组织' },
    ])
    await fold()
    expect(await counted()).toEqual([3, 1, 3])
  })

  test('a level that asks for less is read anew on every card', async () => {
    const { version, levels } = (await findWalk(open.db, plan.campaign))!
    const { nameZh, nameEn, taken: _, ...ten } = levels.find(({ key }) => key === '10km')!
    const level = { ...ten, name: { zh: nameZh, en: nameEn }, needs: ['cp1', 'cp2'] }
    const change = { do: 'edit', level } as const
    expect(await editLevel(open.db, organiser, plan.campaign, { change, version })).toMatchObject({
      ok: true,
    })
    plans = openWalkPlans(open.db)
    await fold()
    const [read] = await open.db.query('SELECT levels FROM walks_card WHERE id = $1', [card])
    expect(read).toEqual({ levels: expect.arrayContaining(['5km', '10km']) })
  })

  test('a void stamp is kept and counts for nothing, and counts again when that is taken back', async () => {
    expect(await decide('void')).toEqual({ ok: true, decision: 'void' })
    await fold()
    expect(await counted()).toEqual([2, 0, 2])
    // The phone that asks for its card is told so.
    const voided = (await giveCard(open.db, plan.campaign, card))!.stamps.filter((one) => one.voided)
    expect(voided.map(({ place }) => place)).toEqual(['cp2'])
    // It arrives once more, earlier even: still void.
    await stamp(open.db, walk, card, 'cp2', '09:29:00')
    await fold()
    expect(await counted()).toEqual([2, 0, 2])
    expect(await open.db.query('SELECT place FROM walks_stamp WHERE voided')).toEqual([{ place: 'cp2' }])
    expect(await decide(null, 'void')).toEqual({ ok: true, decision: null })
    await fold()
    expect(await counted()).toEqual([3, 1, 3])
    const acts = await open.db.query<{ action: string }>('SELECT action FROM identity_act ORDER BY id')
    expect(acts.map(({ action }) => action)).toEqual(['stamp.decide', 'stamp.decide'])
  })

  test('a decision is about the scans that were there: a surer one counts, a weaker or an earlier one does not', async () => {
    await open.db.query(`UPDATE walks_code_chain SET place = 'cp4' WHERE id IN ('P0STER', 'F11PBK')`)
    walk = (await openWalkPlans(open.db).get(plan.campaign))!
    plans = openWalkPlans(open.db)
    const scan = async (name: 'poster' | 'flipBook', clock: string) => {
      const { chain, values } = chains[name]
      const step = Math.floor((at(clock) - chain.startsAt) / (chain.stepSeconds * 1_000))
      const code = spellStampCode({ chain: chain.id, step, value: values[step]! })
      await keepScans(
        open.db,
        walk,
        { sentAt: at('14:00:00') },
        [{ card, at: at(clock), code }],
        at('14:00:00'),
      )
    }
    const void4 = (
      decision: DecideFlag['decision'],
      seen: DecideFlag['seen'],
      reason: 'too-fast' | 'place-closed',
    ) =>
      decideFlag(open.db, organiser, { campaign: plan.campaign, card, place: 'cp4', reason, decision, seen })
    const of4 = async () => {
      const [row] = await open.db.query<{ trust: string; voided: boolean }>(
        `SELECT trust, voided FROM walks_stamp WHERE card = $1 AND place = 'cp4'`,
        [card],
      )
      return [row!.trust, row!.voided]
    }
    await scan('poster', '10:01:00')
    await open.db.query(
      `INSERT INTO walks_flag (card, place, reason, campaign) VALUES ($1, 'cp4', 'place-closed', $2)`,
      [card, plan.campaign],
    )
    await fold()
    expect(await void4('void', null, 'too-fast')).toMatchObject({ ok: true })
    await scan('poster', '09:50:00')
    expect(await of4(), 'earlier, no surer').toEqual(['static', true])
    await scan('flipBook', '10:40:00')
    expect(await of4(), 'a page after a poster').toEqual(['page', false])
    expect(await void4('fine', null, 'place-closed'), 'of another flag').toMatchObject({ ok: true })
    expect(await of4(), 'what was said of the poster is not said of the page').toEqual(['page', false])
    expect(await void4('void', 'fine', 'place-closed')).toMatchObject({ ok: true })
    expect(await of4()).toEqual(['page', true])
    await scan('poster', '09:40:00')
    expect(await of4(), 'weaker').toEqual(['page', true])
    await stamp(open.db, walk, card, 'cp4', '11:00:00')
    expect(await of4()).toEqual(['volunteer', false])
    await fold()
    expect((await counted())[0], 'and is counted').toBe(4)
    expect(await void4('void', 'void', 'place-closed')).toMatchObject({ ok: true })
    expect(await void4(null, 'void', 'too-fast')).toMatchObject({ ok: true })
    expect(await of4(), 'the volunteer’s word stands until somebody says it again').toEqual([
      'volunteer',
      false,
    ])
  })

  test('whoever is slower is told who decided; whoever may not is refused', async () => {
    const auditor: Actor = { ...organiser, grants: [{ role: 'auditor', scope: '*', standsInFor: null }] }
    expect(await decide('void', null, auditor)).toEqual({ ok: false, reason: 'not-allowed' })
    await decide('void')
    expect(await decide('fine')).toEqual({ ok: false, reason: 'decided-meanwhile', by: '何组织' })
    card = card.replace(/.$/, (c) => (c === '0' ? '1' : '0'))
    expect(await decide('fine')).toEqual({ ok: false, reason: 'unknown-flag' })
  })
})
