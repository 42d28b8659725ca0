import fc from 'fast-check'
import { expect, test } from 'vitest'
import { capitals } from '~/money/capitals'

/** Reads capitals back by adding up, the way a cashier does; shares nothing with the writer. */
function read(text: string): bigint {
  const worth = new Map([...'零壹贰叁肆伍陆柒捌玖'].map((c, i) => [c, BigInt(i)]))
  const small = new Map([
    ['拾', 10n],
    ['佰', 100n],
    ['仟', 1000n],
  ])
  let total = 0n
  let section = 0n
  let digit = 0n
  for (const c of text.replace(/^人民币/, '').replace(/整$/, '')) {
    if (worth.has(c)) digit = worth.get(c)!
    else if (small.has(c)) {
      section += digit * small.get(c)!
      digit = 0n
    } else if (c === '万' || c === '亿') {
      const unit = c === '万' ? 10_000n : 100_000_000n
      total = c === '亿' ? (total + section + digit) * unit : total + (section + digit) * unit
      section = 0n
      digit = 0n
    } else if (c === '元') {
      total = (total + section + digit) * 100n
      section = 0n
      digit = 0n
    } else {
      total += digit * (c === '角' ? 10n : 1n)
      digit = 0n
    }
  }
  return total
}

test.each([
  [6666n, '人民币陆拾陆元陆角陆分'],
  [0n, '人民币零元整'],
  [1n, '人民币壹分'],
  [10n, '人民币壹角'],
  [66n, '人民币陆角陆分'],
  [1000n, '人民币壹拾元整'],
  [32504n, '人民币叁佰贰拾伍元零肆分'],
  [1640902n, '人民币壹万陆仟肆佰零玖元零贰分'],
  [140950n, '人民币壹仟肆佰零玖元伍角'],
  [600714n, '人民币陆仟零柒元壹角肆分'],
  [10_001_000n, '人民币壹拾万零壹拾元整'],
  [10_700_053n, '人民币壹拾万柒仟元伍角叁分'],
  [10_000_000_100n, '人民币壹亿零壹元整'],
  [1_000_100_000_000n, '人民币壹佰亿零壹佰万元整'],
  [10n ** 13n, '人民币壹仟亿元整'],
])('%s fen is written %s', (fen, text) => expect(capitals(fen)).toBe(text))

test('capitals are read back as the same fen, and no two zeros stand side by side', () => {
  const zeros = fc
    .tuple(
      fc.bigInt({ min: 1n, max: 9999n }),
      fc.integer({ min: 0, max: 9 }),
      fc.bigInt({ min: 0n, max: 999n }),
    )
    .map(([a, zerosBetween, b]) => a * 10n ** BigInt(zerosBetween) + b)
  fc.assert(
    fc.property(fc.oneof(fc.bigInt({ min: 1n, max: 10n ** 13n }), zeros), (fen) => {
      const text = capitals(fen)
      expect(read(text)).toBe(fen)
      expect(text).toMatch(/^人民币/)
      expect(text).not.toMatch(/零零|零[万亿元角]/)
    }),
    { numRuns: 2_000 },
  )
})

test('a negative amount has no capitals', () => expect(() => capitals(-1n)).toThrow(RangeError))
