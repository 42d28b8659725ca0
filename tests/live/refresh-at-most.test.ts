import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { refreshAtMostEachSecond } from '~/live/refresh-at-most'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('a hundred moves a second are one load a second, and the last move is not missed', async () => {
  let figure = 0
  const shown: (number | null)[] = []
  const loads: number[] = []
  const refresher = refreshAtMostEachSecond(
    async () => {
      loads.push(Date.now())
      return figure
    },
    (newer) => shown.push(newer),
  )
  for (let n = 1; n <= 300; n++) {
    figure = n
    refresher.ask()
    await vi.advanceTimersByTimeAsync(10)
  }
  await vi.advanceTimersByTimeAsync(5_000)
  expect(shown.at(-1)).toBe(300)
  expect(loads.length).toBeLessThanOrEqual(5)
  for (const [n, at] of loads.entries()) if (n > 0) expect(at - loads[n - 1]!).toBeGreaterThanOrEqual(1_000)
  refresher.stop()
})

test('one load at a time: a move during a slow load brings one more after it', async () => {
  let under = 0
  let loads = 0
  const refresher = refreshAtMostEachSecond(
    async () => {
      loads += 1
      under += 1
      expect(under).toBe(1)
      await new Promise((resolve) => setTimeout(resolve, 3_000))
      under -= 1
      return loads
    },
    () => {},
  )
  refresher.ask()
  await vi.advanceTimersByTimeAsync(100)
  refresher.ask()
  refresher.ask()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(loads).toBe(2)
  refresher.stop()
})

test('what fails is said and tried again after a pause; after stop nothing comes', async () => {
  let up = false
  const shown: (string | null)[] = []
  const refresher = refreshAtMostEachSecond(
    async () => {
      if (!up) throw new Error('away')
      return 'figures'
    },
    (newer) => shown.push(newer),
  )
  refresher.ask()
  await vi.advanceTimersByTimeAsync(4_000)
  expect(shown).toEqual([null])
  up = true
  await vi.advanceTimersByTimeAsync(2_000)
  expect(shown).toEqual([null, 'figures'])
  refresher.ask()
  refresher.stop()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(shown).toHaveLength(2)
})
