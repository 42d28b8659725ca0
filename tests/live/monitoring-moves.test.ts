import { describe, expect, test } from 'vitest'
import type { SealedEntry, SealedLine } from '~/ledger/projection'
import { monitoringMovesOf, topLevel } from '~/live/monitoring-moves'

const income = (amountFen: bigint, over: Partial<SealedLine> = {}): SealedLine => ({
  account: 'donations',
  raised: true,
  type: 'income',
  fund: 'elders',
  campaign: 'walk-11',
  amountFen: -amountFen,
  ...over,
})
const sealed = (lines: SealedLine[], over: Partial<SealedEntry> = {}): SealedEntry => ({
  index: 0n,
  entryId: 1n,
  kind: 'gift',
  reversesKind: null,
  channel: 'card',
  occurredOn: '2026-03-07',
  postedAt: new Date('2026-03-07T04:00:00Z'),
  lines,
  ...over,
})
const hoursOf = (...batch: SealedEntry[]) =>
  monitoringMovesOf(batch).hours.map((h) => `${h.day} ${h.hour} ${h.channel} ${h.confirmedFen} ${h.gifts}`)

describe('what a batch does to the figures of monitoring', () => {
  test('the last second before midnight in Shanghai and the first after it are two days', () => {
    const before = sealed([income(1n)], { postedAt: new Date('2026-03-07T15:59:59.999Z') })
    const after = sealed([income(2n)], { postedAt: new Date('2026-03-07T16:00:00.000Z') })
    expect(hoursOf(before, after)).toEqual(['2026-03-07 23 card 1 1', '2026-03-08 0 card 2 1'])
  })

  test('takings and published sums have their day and no hour, and are no gifts', () => {
    const takings = sealed([income(500n)], { kind: 'takings', channel: 'market', occurredOn: '2024-01-06' })
    expect(hoursOf(takings)).toEqual(['2024-01-06 -1 market 500 0'])
    expect(monitoringMovesOf([takings]).amounts).toEqual([])
    const back = sealed([income(-500n)], {
      ...takings,
      kind: 'reversal',
      reversesKind: 'takings',
      lines: [income(-500n)],
    })
    expect(hoursOf(takings, back)).toEqual(['2024-01-06 -1 market 0 0'])
  })

  test('a reversal takes back in its own hour and leaves the amounts as if the gift had never been', () => {
    const gift = sealed([income(100n)])
    const back = sealed([income(-100n)], {
      kind: 'reversal',
      reversesKind: 'gift',
      postedAt: new Date('2026-03-09T01:30:00Z'),
    })
    const moves = monitoringMovesOf([gift, back])
    expect(moves.hours).toMatchObject([
      { day: '2026-03-07', hour: 12, confirmedFen: 100n, refundedFen: 0n, gifts: 1n },
      { day: '2026-03-09', hour: 9, confirmedFen: -100n, refundedFen: 100n, gifts: -1n },
    ])
    expect(moves.amounts).toHaveLength(topLevel + 1)
    expect(moves.amounts.every((a) => a.gifts === 0n && a.fen === 0n)).toBe(true)
  })

  test('a gift over two funds is one gift of their sum, and counts in both funds', () => {
    const moves = monitoringMovesOf([sealed([income(70n), income(30n, { fund: 'children' })])])
    expect(moves.hours).toMatchObject([{ confirmedFen: 100n, gifts: 1n }])
    expect(moves.fundDays.map((f) => [f.fund, f.confirmedFen, f.gifts])).toEqual([
      ['elders', 70n, 1n],
      ['children', 30n, 1n],
    ])
    expect(moves.amounts[0]).toMatchObject({ level: 0, prefix: 100n, gifts: 1n, fen: 100n })
    expect(moves.amounts.at(-1)).toMatchObject({ level: topLevel, prefix: 0n })
  })

  test('a covered fee, and what belongs to no campaign, move nothing', () => {
    const fee = income(6n, { account: 'fee-cover', raised: false, campaign: null })
    const moves = monitoringMovesOf([sealed([fee, income(9n, { campaign: null })])])
    expect(moves).toEqual({ hours: [], fundDays: [], amounts: [] })
  })

  test('many entries of one hour are one row of each table', () => {
    const moves = monitoringMovesOf(Array.from({ length: 500 }, () => sealed([income(5_000n)])))
    expect([moves.hours.length, moves.fundDays.length, moves.amounts.length]).toEqual([1, 1, topLevel + 1])
    expect(moves.hours[0]).toMatchObject({ confirmedFen: 2_500_000n, gifts: 500n })
  })
})
