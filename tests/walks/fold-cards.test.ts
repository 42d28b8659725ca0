import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newCardId } from '~/walks/card-id'
import { findFreshTicket } from '~/walks/find-fresh-ticket.server'
import { findTicket } from '~/walks/find-ticket.server'
import { foldCards } from '~/walks/fold-cards.server'
import { issueCertificate } from '~/walks/issue-certificate.server'
import { keepScans } from '~/walks/keep-scans.server'
import { readFigures } from '~/walks/read-figures.server'
import { openWalkPlans, type WalkPlans } from '~/walks/walk-plans.server'
import { databases, type TestDatabase } from '../setup/databases'
import { at } from './plan'
import { layWalk } from './walk'

let open: TestDatabase
let plans: WalkPlans

/** A volunteer at `place` stamped `card`. */
async function stamp(card: string, place: string, clock: string) {
  const walk = (await plans.get('walk-12'))!
  const volunteer = { device: randomUUID(), place }
  const scan = { card, place, at: at(clock) }
  const [answer] = await keepScans(
    open.db,
    walk,
    { sentAt: at('12:00:00'), volunteer },
    [scan],
    at('12:00:00'),
  )
  expect(answer?.kept).toBe(true)
}
const minutes = () =>
  open.db.query<{ place: string; minute: Date; stamps: number }>(
    'SELECT place, minute, stamps FROM walks_place_minute WHERE stamps <> 0 ORDER BY place, minute',
  )

describe.each(databases)('$name', ({ open: fresh }) => {
  beforeEach(async () => {
    open = await fresh()
    await layWalk(open.db)
    plans = openWalkPlans(open.db)
  }, 60_000)
  afterEach(() => open.drop())

  test('figures are those of all cards counted anew, whenever and how often they are folded', async () => {
    const cards = Array.from({ length: 6 }, newCardId)
    const way = ['start', 'cp1', 'cp2', 'cp3', 'cp4', 'cp5', 'finish']
    for (const [n, card] of cards.entries()) {
      for (const [i, place] of way.slice(0, n + 2).entries()) await stamp(card, place, `09:${10 + i * 5}:00`)
      if (n % 2) await foldCards(open.db, plans)
    }
    await foldCards(open.db, plans)
    expect(await foldCards(open.db, plans)).toBe(0)
    const counted = { cards: 6, stamps: 1 + 2 + 3 + 4 + 5 + 5, started: 6, finished: 1, completed: 4 }
    const all = Object.fromEntries(Object.entries(counted).map(([name, n]) => [name, { '-': n, '*': n }]))
    expect(await readFigures(open.db, 'walk-12')).toEqual({ ...all })
  })

  test('a scan that comes late with an earlier time moves its minute and counts once', async () => {
    const card = newCardId()
    await stamp(card, 'cp1', '09:30:30')
    await foldCards(open.db, plans)
    expect(await minutes()).toEqual([{ place: 'cp1', minute: new Date(at('09:30:00')), stamps: 1 }])
    await stamp(card, 'cp1', '09:10:30')
    await foldCards(open.db, plans)
    expect(await minutes()).toEqual([{ place: 'cp1', minute: new Date(at('09:10:00')), stamps: 1 }])
    expect((await readFigures(open.db, 'walk-12')).stamps).toEqual({ '-': 1, '*': 1 })
  })

  test('a visitor who registers later keeps the stamps and is counted with the level from then on', async () => {
    const [card, party, walker] = [newCardId(), randomUUID(), randomUUID()]
    await stamp(card, 'cp1', '09:30:00')
    await foldCards(open.db, plans)
    await open.db.query(
      `INSERT INTO walks_party (id, campaign, contact_name, contact_email, contact_phone, manage_hash) VALUES ($1, 'walk-12', '', '', '', '\\x00')`,
      [party],
    )
    await open.db.query(
      `INSERT INTO walks_walker (id, campaign, level, party_id, state, name, waiver_version, waiver_at, card)
       VALUES ($1, 'walk-12', '5km', $2, 'registered', '欧阳清源', 1, now(), $3)`,
      [walker, party, card],
    )
    await open.db.query('UPDATE walks_card SET walker_id = $2 WHERE id = $1', [card, walker])
    await open.db.query(`INSERT INTO walks_card_move (campaign, card) VALUES ('walk-12', $1)`, [card])
    await foldCards(open.db, plans)
    expect((await readFigures(open.db, 'walk-12')).stamps).toEqual({ '-': 0, '5km': 1, '*': 1 })
  })

  test('whoever asks for a card right after its stamps arrived sees them, and no other waits for it', async () => {
    const [card, other] = [newCardId(), newCardId()]
    for (const place of ['start', 'cp1', 'cp2', 'cp3', 'finish']) await stamp(card, place, '10:00:00')
    await stamp(other, 'cp1', '10:00:00')
    expect(await findTicket(open.db, card)).toMatchObject({ stamps: 0, finished: false })
    const house = { db: open.db, walks: plans }
    expect(await findFreshTicket(house, card)).toMatchObject({
      ...{ stamps: 3, finished: true, completed: [{ en: '5 km' }] },
    })
    expect(await issueCertificate(open.db, { card, name: '' })).toMatchObject({ ok: true })
    const waiting = () => open.db.query('SELECT DISTINCT card FROM walks_card_move')
    expect(await waiting()).toEqual([{ card: other }])
    expect(await findFreshTicket(house, 'nothing')).toBeNull()
    await foldCards(open.db, plans)
    expect((await readFigures(open.db, 'walk-12')).stamps).toEqual({ '-': 4, '*': 4 })
  })

  test('what is too fast is shown to a person once, and the stamp stays', async () => {
    const card = newCardId()
    await stamp(card, 'cp1', '09:30:00')
    await stamp(card, 'cp2', '09:31:00')
    await foldCards(open.db, plans)
    await stamp(card, 'cp3', '09:50:00')
    await foldCards(open.db, plans)
    expect(await open.db.query('SELECT place, reason FROM walks_flag')).toEqual([
      { place: 'cp2', reason: 'too-fast' },
    ])
    const [row] = await open.db.query('SELECT stamps, levels, last_place FROM walks_card')
    expect(row).toEqual({ stamps: 3, levels: ['5km'], last_place: 'cp3' })
  })
})
