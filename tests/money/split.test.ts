import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatFen, parseYuan, yuanText } from '~/money/fen'
import { splitFen } from '~/money/split'

const weights = fc
  .array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 12 })
  .filter((w) => w.some((x) => x > 0))
const fen = fc.bigInt({ min: 0n, max: 10n ** 13n })

test('a split never loses or makes a fen, and no share is a whole fen off its true part', () => {
  fc.assert(
    fc.property(fen, weights, (total, w) => {
      const shares = splitFen(total, w)
      const sum = BigInt(w.reduce((a, b) => a + b, 0))
      expect(shares.reduce((a, b) => a + b, 0n)).toBe(total)
      shares.forEach((share, i) => {
        const off = share * sum - total * BigInt(w[i]!)
        expect(off < sum && off > -sum).toBe(true)
        if (w[i] === 0) expect(share).toBe(0n)
      })
    }),
  )
})

test('66.66 yuan at 70 and 30 percent is 46.66 and 20.00', () => {
  expect(splitFen(6666n, [7000, 3000])).toEqual([4666n, 2000n])
})

test('weights that cannot split are a programmer error', () => {
  for (const bad of [[], [0, 0], [-1, 2], [0.5]]) expect(() => splitFen(100n, bad)).toThrow(RangeError)
  expect(() => splitFen(-1n, [1])).toThrow(RangeError)
})

test('what is written as yuan is read back as the same fen', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 13n }), (n) => {
      expect(parseYuan(yuanText(n))).toEqual({ ok: true, fen: n })
      expect(parseYuan(formatFen(n))).toEqual({ ok: true, fen: n })
    }),
  )
})

test.each([
  ['66.66', 6666n],
  ['６６．６６', 6666n],
  ['¥1,234.5', 123450n],
  [' 20 元 ', 2000n],
  ['0.01', 1n],
  ['5.', 500n],
  ['1.50000', 150n],
])('%s is read as fen', (text, n) => expect(parseYuan(text)).toEqual({ ok: true, fen: n }))

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['-5', 'not-positive'],
  ['0', 'not-positive'],
  ['0.00', 'not-positive'],
  ['0.001', 'fraction-of-fen'],
  ['1e9', 'not-a-number'],
  ['12,34', 'not-a-number'],
  ['abc', 'not-a-number'],
  ['NaN', 'not-a-number'],
  ['Infinity', 'not-a-number'],
  ['9'.repeat(40), 'too-large'],
  ['0x10', 'not-a-number'],
])('%s is refused', (text, reason) => expect(parseYuan(text)).toEqual({ ok: false, reason }))
