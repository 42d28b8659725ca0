import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flagsOfScan, mergeStamps, nextPlace, readCard, type Trust } from '~/walks/stamp-rules'
import { at, chains, plan } from './plan'

const stamp = (place: string, clock: string, trust: Trust = 'static') => ({ place, at: at(clock), trust })
const walked = [
  stamp('start', '08:55:00', 'volunteer'),
  stamp('cp1', '09:10:00'),
  stamp('cp2', '09:30:00'),
  stamp('cp3', '09:50:00'),
  stamp('finish', '10:20:00', 'volunteer'),
]

describe('one scan', () => {
  const rotating = (step: number, clock: string) =>
    flagsOfScan(plan, {
      place: 'cp3',
      at: at(clock),
      trust: 'rotating',
      code: { chain: chains.phone.chain, step },
      offsetMs: 0,
    })

  test('a rotating code used while it is shown is nothing to look at, its photo an hour later is', () => {
    expect(rotating(1_080, '09:00:10')).toEqual([])
    expect(rotating(1_080, '09:02:00')).toEqual([])
    expect(rotating(1_080, '10:00:10')).toEqual(['code-late'])
    expect(rotating(1_080, '08:55:00')).toEqual(['code-early'])
  })

  test('a page of a flip-book may be turned a little late', () => {
    const page = (clock: string) =>
      flagsOfScan(plan, {
        place: 'cp2',
        at: at(clock),
        trust: 'page',
        code: { chain: chains.flipBook.chain, step: 20 },
      })
    expect(page('10:00:00')).toEqual([])
    expect(page('10:39:00')).toEqual([])
    expect(page('10:41:00')).toEqual(['code-late'])
    expect(page('09:45:00')).toEqual(['code-early'])
  })

  test('a clock that is off, another day and a closed place are said', () => {
    const scan = { place: 'cp1', trust: 'static' as const }
    expect(flagsOfScan(plan, { ...scan, at: at('10:00:00'), offsetMs: 11 * 60_000 })).toEqual(['clock-off'])
    expect(flagsOfScan(plan, { ...scan, at: at('10:00:00'), offsetMs: -3 * 31_536_000_000 })).toEqual([
      'clock-off',
    ])
    expect(flagsOfScan(plan, { ...scan, at: at('18:00:00') })).toEqual(['place-closed'])
    expect(flagsOfScan(plan, { ...scan, at: at('10:00:00') - 86_400_000 })).toContain('another-day')
    expect(flagsOfScan(plan, { ...scan, at: at('08:00:00') })).toEqual([])
  })
})

describe('a card', () => {
  test('is the union of its scans: doubled, late, shuffled and cut in pieces it says the same', () => {
    const scan = fc.record({
      place: fc.constantFrom('start', 'cp1', 'cp2', 'cp3', 'cp4', 'cp5', 'finish'),
      at: fc.oneof(
        fc.integer({ min: at('08:00:00'), max: at('08:00:20') }),
        fc.constantFrom(0, at('00:00:00') - 1, at('00:00:00') + 86_400_000),
      ),
      trust: fc.constantFrom<Trust>('static', 'page', 'rotating', 'volunteer'),
    })
    fc.assert(
      fc.property(fc.array(scan), fc.array(fc.nat(50)), fc.nat(10), (scans, picks, cut) => {
        const again = [...scans, ...picks.flatMap((n) => scans[n] ?? [])].reverse()
        const parts = [...mergeStamps(plan, again.slice(0, cut)), ...mergeStamps(plan, again.slice(cut))]
        expect(mergeStamps(plan, parts)).toEqual(mergeStamps(plan, scans))
        expect(new Set(mergeStamps(plan, scans).map(({ place }) => place)).size).toBe(
          mergeStamps(plan, scans).length,
        )
      }),
    )
  })

  test('a level is complete with all its checkpoints; gates are none of them', () => {
    const reading = readCard(plan, mergeStamps(plan, walked))
    expect(reading.stamps.map(({ place }) => place)).toEqual(['cp1', 'cp2', 'cp3'])
    expect(reading).toMatchObject({ startedAt: at('08:55:00'), finishedAt: at('10:20:00'), flags: [] })
    expect(reading.levels).toEqual([
      { key: '5km', complete: true, missing: [] },
      { key: '10km', complete: false, missing: ['cp4', 'cp5'] },
    ])
    expect(nextPlace(plan, reading, '10km')).toBe('cp4')
    expect(nextPlace(plan, reading, '5km')).toBeNull()
  })

  test('whoever never passed a gate started at the first stamp', () => {
    expect(readCard(plan, [stamp('cp2', '09:00:00')])).toMatchObject({
      startedAt: at('09:00:00'),
      finishedAt: null,
    })
    expect(readCard(plan, [])).toMatchObject({ startedAt: null, last: null })
  })

  test('what is too fast or out of order is shown to a person and takes no stamp away', () => {
    const hasty = mergeStamps(plan, [
      stamp('cp2', '09:00:00'),
      stamp('cp1', '09:01:00'),
      stamp('cp3', '09:30:00'),
    ])
    const fixed = readCard({ ...plan, stampOrder: 'fixed' }, hasty)
    expect(fixed.flags).toEqual([
      { place: 'cp1', flag: 'too-fast' },
      { place: 'cp1', flag: 'out-of-order' },
    ])
    expect(fixed.levels[0]).toEqual({ key: '5km', complete: true, missing: [] })
    expect(readCard(plan, hasty).flags).toEqual([{ place: 'cp1', flag: 'too-fast' }])
  })
})
