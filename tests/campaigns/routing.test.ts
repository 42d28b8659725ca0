import fc from 'fast-check'
import { expect, test } from 'vitest'
import { routingRefusal, splitOver } from '~/campaigns/routing'

const route = (fund: string, basisPoints: number, onOffer = true) => ({ fund, basisPoints, onOffer })

test.each([
  [[], 'routing-empty'],
  [[route('a', 5000), route('a', 5000)], 'routing-fund-twice'],
  [[route('a', 5000), route('b', 4999)], 'routing-not-whole'],
  [[route('a', 10_001), route('b', -1)], 'routing-not-whole'],
  [[route('a', 9999.5), route('b', 0.5)], 'routing-not-whole'],
  [[route('a', 10_000, false)], 'routing-nothing-on-offer'],
  [[route('a', 7000), route('b', 3000)], null],
])('%j: %s', (routes, reason) => expect(routingRefusal({ donorMayChoose: true, routes })).toBe(reason))

test('nothing on offer is fine where donors do not choose', () => {
  expect(routingRefusal({ donorMayChoose: false, routes: [route('a', 10_000, false)] })).toBeNull()
})

test('a split over funds keeps every fen and names no fund that gets none', () => {
  const weights = fc
    .array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 12 })
    .filter((w) => w.some((x) => x > 0))
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 11n }), weights, (amount, w) => {
      const shares = splitOver(
        amount,
        w.map((basisPoints, i) => ({ fund: `f${i}`, basisPoints })),
      )
      expect(shares.reduce((sum, s) => sum + s.amountFen, 0n)).toBe(amount)
      expect(shares.every((s) => s.amountFen > 0n)).toBe(true)
    }),
  )
})
