import { describe, expect, test } from 'vitest'
import { acknowledgementNumber } from '~/giving/acknowledgement'
import { readGiftQuery } from '~/giving/gift-query'

const number = acknowledgementNumber(2026, 1234n)
const id = '0f8b6c2e-1111-4222-8333-444455556666'

describe('one box recognises what was typed', () => {
  test.each([
    [number, { by: 'acknowledgement', year: 2026, serial: 1234n }],
    [number.toLowerCase().replaceAll('-', ' '), { by: 'acknowledgement', year: 2026, serial: 1234n }],
    [id.toUpperCase(), { by: 'id', from: id, to: id }],
    [
      '0f8b6c2e…',
      { by: 'id', from: '0f8b6c2e-0000-0000-0000-000000000000', to: '0f8b6c2e-ffff-ffff-ffff-ffffffffffff' },
    ],
    ['66.66', { by: 'amount', fen: 6666n }],
    ['¥66.66', { by: 'amount', fen: 6666n }],
    ['６，６６６', { by: 'amount', fen: 666_600n }],
    ['6666元', { by: 'amount', fen: 666_600n }],
    ['12345678', { by: 'amount', fen: 1_234_567_800n }],
    ['Donor@Example.org', { by: 'mail', mail: 'Donor@Example.org' }],
    ['pi_3QxYz9AbCdEf', { by: 'reference', reference: 'pi_3QxYz9AbCdEf' }],
    ['cs_test_a1B2c3D4', { by: 'reference', reference: 'cs_test_a1B2c3D4' }],
    ['4200002026112412345678901234', { by: 'reference', reference: '4200002026112412345678901234' }],
    ['梁锦华', { by: 'name', name: '梁锦华' }],
    ['  Anne   Marie ', { by: 'name', name: 'Anne Marie' }],
    ['0.001', { by: 'name', name: '0.001' }],
    ["'; DROP TABLE giving_gift; --", { by: 'name', name: "'; DROP TABLE giving_gift; --" }],
  ])('%s', (typed, read) => {
    expect(readGiftQuery(typed)).toEqual(read)
  })

  test('nothing typed asks for nothing', () => {
    expect(readGiftQuery(' 　')).toBeNull()
  })

  test('a number with a wrong digit is said to be mistyped, and not looked for as a name', () => {
    const wrong = number.replace('1234', '1243')
    expect(readGiftQuery(wrong)).toBe('number-mistyped')
  })
})
