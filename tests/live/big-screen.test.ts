import { describe, expect, test } from 'vitest'
import { placesOf, widthInEm } from '~/live/screen/figures'
import { milestonesPassed, tenthsOf } from '~/live/screen/milestones'
import type { ScreenNow } from '~/live/screen/screen-now'
import { calmMs, nextState, openingState } from '~/live/screen/screen-state'
import type { Totals } from '~/live/totals'

const yuan = (n: number) => BigInt(n) * 100n

const totalsOf = (confirmedYuan: number, refundedYuan = 0): Totals => ({
  campaign: 'walk-11',
  currency: 'CNY',
  confirmedFen: yuan(confirmedYuan).toString(),
  pendingFen: '0',
  pendingCashFen: '0',
  refundedFen: yuan(refundedYuan).toString(),
  gifts: 3,
  pendingGifts: 0,
  byChannel: {},
  treeSize: 7,
  asOf: '2027-01-04T02:00:00.000Z',
})

const screen = (totals: Totals, goalYuan: number | null = 130_000): ScreenNow => ({
  campaign: {
    ...{ slug: 'walk-11', name: '健康行', otherName: 'Walk', otherLocale: 'en', summary: '', place: '' },
    ...{
      day: '',
      from: '',
      filingNumber: null,
      designatedPlatform: null,
      membersOnly: false,
      sponsors: [],
      madeUp: false,
    },
    goalFen: goalYuan === null ? null : yuan(goalYuan).toString(),
  },
  totals,
  gifts: [],
  giving: 'open',
  at: 0,
  build: 'one',
})

/** A screen that opens at `from` and then hears these totals, each long enough after the last. */
function hearing(from: Totals, ...heard: Totals[]) {
  const now = screen(from)
  let state = openingState(now)
  let at = 0
  for (const totals of heard) {
    state = nextState(state, { now, totals, live: true }, at)
    at += calmMs
  }
  return { state, now, at: at - calmMs }
}

describe('milestones', () => {
  test('a tenth of the goal and a round sum are marks; one gift passes only the farthest of each', () => {
    expect(milestonesPassed(yuan(12_999), yuan(13_000), yuan(130_000))).toEqual([{ kind: 'tenth', tenth: 1 }])
    expect(milestonesPassed(yuan(9_999), yuan(10_000), null)).toEqual([
      { kind: 'sum', fen: yuan(10_000), place: 1 },
    ])
    expect(milestonesPassed(yuan(9_000), yuan(60_000), yuan(130_000))).toEqual([
      { kind: 'tenth', tenth: 4 },
      { kind: 'sum', fen: yuan(50_000), place: 3 },
    ])
  })

  test('between two marks nothing is celebrated, and nothing when the total falls', () => {
    expect(milestonesPassed(yuan(13_000), yuan(19_000), yuan(130_000))).toEqual([])
    expect(milestonesPassed(yuan(13_000), yuan(12_000), yuan(130_000))).toEqual([])
  })

  test('a tenth that is also a round sum is one mark', () => {
    expect(milestonesPassed(yuan(99_000), yuan(100_000), yuan(1_000_000))).toEqual([
      { kind: 'tenth', tenth: 1 },
    ])
  })

  test('a tiny goal is not celebrated with every gift once it is doubled', () => {
    expect(milestonesPassed(yuan(20), yuan(500), yuan(10))).toEqual([])
    expect(tenthsOf(0n, yuan(10))).toBe(0)
    expect(tenthsOf(yuan(5), 0n)).toBe(0)
  })
})

describe('what stands on the screen', () => {
  test('a page that opens celebrates nothing that has already been passed', () => {
    const { state } = hearing(totalsOf(65_000), totalsOf(65_000))
    expect(state.joys).toEqual([])
  })

  test('a mark is celebrated once, also when a refund takes the total below it and it is passed again', () => {
    const { state, now, at } = hearing(totalsOf(64_000), totalsOf(65_000))
    expect(state.joys).toEqual([{ kind: 'tenth', tenth: 5 }])
    const over = nextState(state, { now, totals: state.totals, live: true }, at + 60_000)
    expect(over.joys).toEqual([])
    const fallen = nextState(over, { now, totals: totalsOf(64_500, 500), live: true }, at + 120_000)
    const again = nextState(fallen, { now, totals: totalsOf(65_000, 500), live: true }, at + 180_000)
    expect(again.joys).toEqual([])
    expect(again.totals.confirmedFen).toBe('6500000')
  })

  test('a refund before the page opened hides no later mark', () => {
    const { state } = hearing(totalsOf(64_000, 20_000), totalsOf(65_000, 20_000))
    expect(state.joys).toEqual([{ kind: 'tenth', tenth: 5 }])
  })

  test('two marks at once are celebrated one after the other', () => {
    const { state, now, at } = hearing(totalsOf(38_000), totalsOf(52_000))
    expect(state.joys.map((joy) => joy.kind)).toEqual(['tenth', 'sum'])
    const next = nextState(state, { now, totals: state.totals, live: true }, at + 12_000)
    expect(next.joys.map((joy) => joy.kind)).toEqual(['sum'])
    expect(nextState(next, { now, totals: state.totals, live: true }, at + 23_999).joys).toHaveLength(1)
    expect(nextState(next, { now, totals: state.totals, live: true }, at + 24_000).joys).toEqual([])
  })

  test('however many marks are passed in a row, what waits stays a handful', () => {
    const steps = Array.from({ length: 10 }, (_, i) => totalsOf(13_000 * (i + 1)))
    const { state } = hearing(totalsOf(0), ...steps)
    expect(state.joys.length).toBeLessThanOrEqual(3)
    expect(state.joys).toContainEqual({ kind: 'tenth', tenth: 10 })
  })

  test('a refund is said for a while, summed up, and the total shows it at once', () => {
    const { state, now, at } = hearing(totalsOf(500), totalsOf(450, 50), totalsOf(420, 80))
    expect(state.totals.confirmedFen).toBe('42000')
    expect(state.fell).toBe(yuan(80))
    expect(nextState(state, { now, totals: state.totals, live: true }, at + 20_000).fell).toBeNull()
  })

  test('figures stand still long enough to be read, and the newest is not lost', () => {
    const now = screen(totalsOf(100))
    const first = nextState(openingState(now), { now, totals: totalsOf(101), live: true }, 0)
    expect(first.totals.confirmedFen).toBe('10100')
    const second = { now, totals: totalsOf(105), live: true }
    expect(nextState(first, second, calmMs - 1).totals.confirmedFen).toBe('10100')
    expect(nextState(first, second, calmMs).totals.confirmedFen).toBe('10500')
  })

  test('where nothing is new, nothing is drawn anew', () => {
    const { state, now, at } = hearing(totalsOf(100), totalsOf(101))
    expect(nextState(state, { now, totals: state.totals, live: true }, at + 100)).toBe(state)
  })
})

describe('the figures of the total', () => {
  const changed = (from: bigint, to: bigint) =>
    placesOf(from, to)
      .filter((place) => place.char !== place.before)
      .map((place) => `${place.before}→${place.char}`)

  test('only what changes moves, also when the number grows a place', () => {
    expect(changed(yuan(1_234), yuan(1_235))).toEqual(['4→5'])
    expect(changed(yuan(1_234), yuan(1_234))).toEqual([])
    expect(
      placesOf(yuan(999), yuan(1_000))
        .map((place) => place.char)
        .join(''),
    ).toBe('¥1,000.00')
  })

  test('a larger sum is wider, so that it is set smaller', () => {
    const width = (fen: bigint) => widthInEm(placesOf(fen, fen))
    expect(width(12_345_678_900n)).toBeGreaterThan(width(5_557_288n))
  })
})
