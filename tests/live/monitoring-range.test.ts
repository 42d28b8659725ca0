import { describe, expect, test } from 'vitest'
import { mostDays, rangeFieldsOf, rangeSearch, readRange } from '~/live/monitoring-range'

const campaign = { today: '2026-03-07', whole: { from: '2026-01-01', to: '2026-03-07' }, runs: true }
const read = (search: string, of: Parameters<typeof readRange>[1] = campaign) =>
  readRange(rangeFieldsOf(new URLSearchParams(search)), of)

describe('the days of the dashboard', () => {
  test('are today while the campaign runs, else its whole time', () => {
    expect(read('').range).toEqual({ from: '2026-03-07', to: '2026-03-07' })
    expect(read('', { ...campaign, runs: false })).toMatchObject({ name: 'whole', range: campaign.whole })
  })

  test('have names: the last seven days count today', () => {
    expect(read('range=week').range).toEqual({ from: '2026-03-01', to: '2026-03-07' })
    expect(read('range=whole').range).toEqual(campaign.whole)
    expect(read('range=days').name).toBe('today')
    expect(read('range=__proto__').name).toBe('today')
  })

  test('may be any, both ends included, also over the end of a year and a leap day', () => {
    expect(read('from=2023-12-31&to=2024-02-29')).toEqual({
      name: 'days',
      range: { from: '2023-12-31', to: '2024-02-29' },
      errors: {},
    })
  })

  test.each([
    ['from=2026-03-09&to=2026-03-01', { to: 'from-after-to' }],
    ['from=2026-02-30&to=2026-03-01', { from: 'not-a-day' }],
    ['from=2025-02-29&to=2025-03-01', { from: 'not-a-day' }],
    ['from=2026-03-01', { to: 'not-a-day' }],
    ['to=2026-03-01', { from: 'not-a-day' }],
    ['from=0001-01-01&to=9999-12-31', { from: 'not-a-day', to: 'not-a-day' }],
    ['from=292278-01-01&to=-1', { from: 'not-a-day', to: 'not-a-day' }],
    ['from=2026-03-01T00:00&to=2026-03-02', { from: 'not-a-day' }],
    ["from=2026-03-01'--&to=2026-03-02", { from: 'not-a-day' }],
    ['from=2000-01-01&to=2099-12-31', { to: 'too-long' }],
  ])('%s is refused beside its field, and the usual days are shown', (search, errors) => {
    expect(read(search)).toEqual({ name: 'today', range: { from: '2026-03-07', to: '2026-03-07' }, errors })
  })

  test('a campaign of decades is shown by its last days', () => {
    const whole = { from: '2000-01-01', to: '2026-03-07' }
    const { range } = read('range=whole', { ...campaign, whole })
    expect(range.to).toBe('2026-03-07')
    expect((Date.parse(range.to) - Date.parse(range.from)) / 86_400_000 + 1).toBe(mostDays)
  })

  test('their address leads to the same days', () => {
    for (const search of ['', 'range=week', 'from=2026-01-05&to=2026-01-06'])
      expect(read(rangeSearch(read(search)))).toEqual(read(search))
  })
})
