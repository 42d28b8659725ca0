import { describe, expect, test } from 'vitest'
import { readPledgedAmount } from '~/giving/pledge-amount'
import { pledgeReference, readPledgeReference, readPledgeReferences } from '~/giving/pledge-reference'

const first = pledgeReference(1_000_001n)
const second = pledgeReference(4_321_987n)

describe('a transfer carries a reference in its remark', () => {
  test('seven digits and one that checks them; another length is a fault of the caller', () => {
    expect(first).toMatch(/^SX-P1000001\d$/)
    expect(() => pledgeReference(999_999n)).toThrow(RangeError)
    expect(() => pledgeReference(10_000_000n)).toThrow(RangeError)
  })

  const digits = first.slice(4)
  test.each([
    first,
    first.toLowerCase(),
    `  捐款 ${first} 南村小学`,
    `扶贫济困日${first}认捐款`,
    `ＳＸ－Ｐ${[...digits].map((d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)).join('')}`,
    `SXP${digits}`,
    `sx p ${digits.slice(0, 4)} ${digits.slice(4)}`,
    `SX-P ${[...digits].join(' ')}`,
    `附言:${first},50000.00`,
    `${first} 50000元`,
    `${first}\n${first}`,
  ])('is read from %j', (text) => {
    expect(readPledgeReference(text)).toBe(first)
  })

  test.each([
    '',
    '捐款',
    digits,
    first.slice(0, -1),
    `${first.slice(0, -1)}${(Number(first.at(-1)) + 1) % 10}`,
    `${first}1`,
    `SX-2026-00000001-0`,
    `SX-P${digits.slice(1, 2)}${digits.slice(0, 1)}${digits.slice(2)}`,
  ])('is nobody’s in %j', (text) => {
    expect(readPledgeReferences(text)).toEqual([])
  })

  test('every single digit that is mistyped is caught', () => {
    for (let i = 4; i < second.length; i++)
      for (let d = 0; d < 10; d++)
        if (String(d) !== second[i])
          expect(readPledgeReferences(`${second.slice(0, i)}${d}${second.slice(i + 1)}`)).toEqual([])
  })

  test('one transfer may name several pledges; then none is the one', () => {
    const text = `${second}、${first} ${second}`
    expect(readPledgeReferences(text)).toEqual([second, first])
    expect(readPledgeReference(text)).toBeNull()
  })

  test('a remark of a million characters costs nothing', () => {
    expect(readPledgeReferences('SX-P 1 2 3 4 5 6 7 '.repeat(60_000))).toEqual([])
  })
})

describe('amounts as units write them', () => {
  test.each([
    ['１，０００元', 100_000n],
    ['1.5万', 1_500_000n],
    ['２万元', 2_000_000n],
    ['1,200.5万', 1_200_500_000n],
    ['0.0001万', 100n],
    ['人民币 3,000.50 元整', 300_050n],
    ['RMB 10000', 1_000_000n],
    ['¥66.66', 6_666n],
  ])('%s is %s fen', (typed, fen) => {
    expect(readPledgedAmount(typed)).toEqual({ ok: true, fen })
  })

  test.each([
    ['1万5', 'not-a-number'],
    ['约2万', 'not-a-number'],
    ['一万', 'not-a-number'],
    ['1.2.3', 'not-a-number'],
    ['1,00', 'not-a-number'],
    ['0万', 'not-positive'],
    ['1.23456789万', 'not-a-number'],
    ['99999999999万', 'too-large'],
    ['', 'empty'],
    ['1.001', 'fraction-of-fen'],
    ['-5', 'not-positive'],
  ])('%s is refused: %s', (typed, reason) => {
    expect(readPledgedAmount(typed)).toEqual({ ok: false, reason })
  })
})
