import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RoutingRule } from '~/campaigns/routing'
import {
  cleanText,
  feeCoverOf,
  fieldsOf,
  type GiftFields,
  type GiftLimits,
  readGiftForm,
  readShares,
} from '~/giving/gift-form'

const limits: GiftLimits = { minFen: 100n, maxFen: 50_000_000n, feeCoverBps: 60 }
const route = (fund: string, basisPoints: number, onOffer = true) => ({
  fund,
  nameZh: fund,
  nameEn: fund,
  basisPoints,
  onOffer,
})
const rule: RoutingRule = {
  donorMayChoose: true,
  routes: [route('elders', 7000), route('children', 3000), route('reserve', 0, false)],
}
const typed = (change: Partial<GiftFields> = {}): GiftFields => ({
  formId: '3f1c2a44-0000-4000-8000-1234567890ab',
  preset: '',
  amount: '66.66',
  target: 'default',
  percents: {},
  name: '',
  nameConsent: false,
  message: '',
  dedication: '',
  email: '',
  coverFee: false,
  way: '',
  ...change,
})
const read = (change: Partial<GiftFields> = {}, by: RoutingRule = rule) =>
  readGiftForm(typed(change), by, limits)
const draftOf = (change: Partial<GiftFields> = {}) => {
  const form = read(change)
  if (!form.ok) throw new Error(JSON.stringify(form.errors))
  return form.draft
}

describe('the amount', () => {
  test.each([
    ['-5', 'not-positive'],
    ['0', 'not-positive'],
    ['0.00', 'not-positive'],
    ['0.99', 'below-least'],
    ['500000.01', 'above-most'],
    ['99999999999999999999', 'too-large'],
    ['10.001', 'fraction-of-fen'],
    ['abc', 'not-a-number'],
    ['1e3', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['=1+1', 'not-a-number'],
    ['', 'empty'],
    ['\u0000', 'not-a-number'],
  ])('%j is refused as %s, and nothing else is blamed', (amount, reason) => {
    expect(read({ amount })).toEqual({ ok: false, errors: { amount: reason } })
  })

  test.each([
    ['1', 100n],
    ['500000', 50_000_000n],
    ['６６．６６', 6666n],
    ['￥１，２３４．５', 123450n],
  ])('%s is %s fen', (amount, fen) => expect(draftOf({ amount }).amountFen).toBe(fen))

  test('a typed amount counts before a preset, and "other" without an amount is empty', () => {
    expect(draftOf({ preset: '50', amount: '' }).amountFen).toBe(5000n)
    expect(draftOf({ preset: '50', amount: '7' }).amountFen).toBe(700n)
    expect(read({ preset: 'other', amount: '' })).toMatchObject({ errors: { amount: 'empty' } })
  })
})

describe('where it goes', () => {
  const split = (percents: Record<string, string>, amount = '66.66') =>
    read({ target: 'split', percents, amount })

  test('66.66 split 70/30 is 46.66 and 20.00', () => {
    expect(split({ elders: '70', children: '30' })).toMatchObject({
      draft: {
        shares: [
          { fund: 'elders', amountFen: 4666n },
          { fund: 'children', amountFen: 2000n },
        ],
      },
    })
  })
  test.each([
    [{ elders: '70', children: '29.99' }, 'not-whole'],
    [{ elders: '70', children: '30.01' }, 'not-whole'],
    [{}, 'not-whole'],
    [{ elders: '-10', children: '110' }, 'percent-not-a-number'],
    [{ elders: '33.333', children: '66.667' }, 'percent-not-a-number'],
    [{ elders: 'x', children: '100' }, 'percent-not-a-number'],
    [{ nobody: '100' }, 'unknown-fund'],
    [{ reserve: '100' }, 'unknown-fund'],
    [{ constructor: '50', elders: '50' }, 'unknown-fund'],
  ])('a split of %j is refused as %s', (percents, target) => {
    expect(split(percents as Record<string, string>)).toEqual({ ok: false, errors: { target } })
  })
  test('a hundredth of a percent works where it is a fen, and is refused where it is none', () => {
    expect(split({ elders: '99.99', children: '0.01' }, '100')).toMatchObject({
      draft: { shares: [{ amountFen: 9999n }, { fund: 'children', amountFen: 1n }] },
    })
    expect(split({ elders: '99.99', children: '0.01' }, '1')).toEqual({
      ok: false,
      errors: { target: 'too-small-to-split' },
    })
  })
  test('one fund on offer takes all; one that is not on offer, or unknown, is refused', () => {
    expect(draftOf({ target: 'fund:children' }).shares).toEqual([{ fund: 'children', amountFen: 6666n }])
    for (const target of ['fund:reserve', 'fund:nobody', 'fund:', 'nonsense']) {
      expect(read({ target })).toEqual({ ok: false, errors: { target: 'unknown-fund' } })
    }
  })
  test('where the donor may not choose, a forged choice changes nothing', () => {
    const form = read({ target: 'fund:children' }, { ...rule, donorMayChoose: false })
    expect(form).toMatchObject({ draft: { shares: [{ amountFen: 4666n }, { amountFen: 2000n }] } })
  })

  test('shares sum to the amount for any rule and any percents', () => {
    const parts = fc
      .array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 12 })
      .map((cuts) => [...new Set([...cuts, 10_000])].sort((a, b) => a - b))
      .map((cuts) => cuts.map((c, i) => c - (cuts[i - 1] ?? 0)))
    const fen = fc.bigInt({ min: 1n, max: 50_000_000n })
    fc.assert(
      fc.property(parts, fen, fc.boolean(), (bps, amountFen, choose) => {
        const routes = bps.map((b, i) => route(`f${i}`, b))
        const percents = Object.fromEntries(bps.map((b, i) => [`f${i}`, (b / 100).toFixed(2)]))
        const shares = readShares(
          { target: choose ? 'split' : 'default', percents },
          { donorMayChoose: true, routes },
          amountFen,
        )
        if (!shares.ok) {
          expect(shares.reason).toBe('too-small-to-split')
          expect(choose && bps.some((b) => amountFen * BigInt(b) < 10_000n)).toBe(true)
          return
        }
        expect(shares.shares.reduce((sum, s) => sum + s.amountFen, 0n)).toBe(amountFen)
        expect(shares.shares.every((s) => s.amountFen > 0n)).toBe(true)
      }),
    )
  })
})

describe('what people write', () => {
  test('texts that are too long are refused each at its field', () => {
    const long = '善'.repeat(10_000)
    expect(
      read({ name: long, message: long, dedication: long, email: `${'a'.repeat(10_000)}@x.cn` }),
    ).toEqual({
      ok: false,
      errors: { name: 'too-long', message: 'too-long', dedication: 'too-long', email: 'too-long' },
    })
  })
  test('sixty emoji are sixty characters', () => {
    expect(draftOf({ name: '🎉'.repeat(60) }).name).toBe('🎉'.repeat(60))
    expect(read({ name: '🎉'.repeat(61) })).toMatchObject({ errors: { name: 'too-long' } })
  })
  test('what nobody can see is taken out: controls, NUL, direction overrides; a lone surrogate is marked', () => {
    expect(draftOf({ name: ' 梁\u0000锦\u0007华\u202e \u2066\ufeff' }).name).toBe('梁锦华')
    expect(draftOf({ name: 'a\ud800b' }).name).toBe('a\ufffdb')
    expect(draftOf({ name: 'a\r\nBcc: x@y.cn' }).name).toBe('a Bcc: x@y.cn')
    expect(draftOf({ message: 'a\r\n\r\n\r\n\r\nb' }).message).toBe('a\n\nb')
  })
  test('what is seen stays: HTML, formulas, rare characters, joined emoji', () => {
    for (const name of [
      '<script>alert(1)</script>',
      '=HYPERLINK("x")',
      '@SUM(1)',
      '𠮷田',
      '👨‍👩‍👧',
      "'; DROP TABLE x;--",
    ]) {
      expect(draftOf({ name }).name).toBe(name)
    }
  })
  test('cleaning twice is cleaning once, and leaves no control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = cleanText(text, 'one')
        expect(cleanText(clean, 'one')).toBe(clean)
        expect(clean).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e]/u)
      }),
    )
  })
  test('a name is needed to publish one, and only then', () => {
    expect(read({ nameConsent: true, name: ' \u200e ' })).toEqual({
      ok: false,
      errors: { name: 'needed-for-consent' },
    })
    expect(draftOf({ nameConsent: false, name: '' }).nameConsent).toBe(false)
  })
  test.each(['x', 'a@b', 'a b@c.cn', 'a@b.cn, c@d.cn', '<a@b.cn>', 'a@b@c.cn'])(
    '%s is not an address',
    (email) => {
      expect(read({ email })).toEqual({ ok: false, errors: { email: 'not-an-address' } })
    },
  )
  test('no line can be smuggled into a mail head by the address', () => {
    expect(read({ email: 'a@b.cn\r\nBcc: c@d.cn' })).toMatchObject({ errors: { email: 'not-an-address' } })
  })
})

test('a covered fee is rounded up to a fen and stays out of the gift', () => {
  expect(feeCoverOf(6666n, 60)).toBe(40n)
  expect(feeCoverOf(100n, 60)).toBe(1n)
  expect(draftOf({ coverFee: true })).toMatchObject({ amountFen: 6666n, feeCoverFen: 40n })
  expect(draftOf().feeCoverFen).toBe(0n)
})

test('a posted form of any shape is read as text', () => {
  const form = new FormData()
  form.set('amount', new File(['x'], 'x.txt'))
  form.set('name', 'x'.repeat(1_000_000))
  for (let i = 0; i < 200; i++) form.set(`percent:f${i}`, '1')
  const fields = fieldsOf(form)
  expect(fields.amount).toBe('')
  expect(fields.name.length).toBe(1_000_000)
  expect(Object.keys(fields.percents)).toHaveLength(50)
  expect(readGiftForm(fields, rule, limits)).toMatchObject({
    errors: { formId: 'missing', amount: 'empty', name: 'too-long' },
  })
})
