import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acknowledgementNumber, readAcknowledgementNumber, readCheckCode } from '~/giving/acknowledgement'
import { codeLetters } from '~/platform/code-letters'

const year = fc.integer({ min: 2024, max: 2099 })
const serial = fc.bigInt({ min: 1n, max: 10n ** 9n })

test('a number is read back however it is typed', () => {
  fc.assert(
    fc.property(year, serial, (y, s) => {
      const number = acknowledgementNumber(y, s)
      for (const typed of [
        number,
        number.toLowerCase(),
        number.replaceAll('-', ''),
        ` ${number.replaceAll('-', ' - ')} `,
      ]) {
        expect(readAcknowledgementNumber(typed)).toEqual({ year: y, serial: s })
      }
    }),
  )
  expect(readAcknowledgementNumber('ＳＸ－2026－00000012－0')).toEqual(
    readAcknowledgementNumber('SX-2026-00000012-0'),
  )
})

test('one mistyped digit is caught', () => {
  fc.assert(
    fc.property(year, serial, fc.nat(), fc.integer({ min: 1, max: 9 }), (y, s, at, by) => {
      const number = acknowledgementNumber(y, s)
      const places = [...number].flatMap((c, i) => (/\d/.test(c) ? [i] : []))
      const place = places[at % places.length]!
      const wrong = [...number]
      wrong[place] = String((Number(wrong[place]) + by) % 10)
      expect(readAcknowledgementNumber(wrong.join(''))).toBeNull()
    }),
  )
})

test('two neighbours swapped are caught, but for 09 and 90 (the known gap of Luhn)', () => {
  fc.assert(
    fc.property(year, serial, fc.nat(), (y, s, at) => {
      const digits = acknowledgementNumber(y, s).replace(/\D/g, '')
      const i = at % (digits.length - 1)
      const pair = digits.slice(i, i + 2)
      if (pair[0] === pair[1] || pair === '09' || pair === '90') return
      const swapped = `${digits.slice(0, i)}${pair[1]}${pair[0]}${digits.slice(i + 2)}`
      expect(readAcknowledgementNumber(`SX${swapped}`)).toBeNull()
    }),
  )
})

test.each(['', 'SX', 'SX-2026', 'SX-2026-1-1', '2026-00000012-3', 'x'.repeat(100_000), 'SX-2026-00000012-'])(
  '%.20s is no number',
  (typed) => expect(readAcknowledgementNumber(typed)).toBeNull(),
)

test('a check code is read with the letters that people confuse', () => {
  expect(readCheckCode('o1il-7kq2 mz')).toBe('01117KQ2MZ')
  expect(readCheckCode(codeLetters.slice(0, 10))).toBe('0123456789')
  for (const wrong of ['', '123456789', '12345678901', 'UUUUUUUUUU', '<script>ab'])
    expect(readCheckCode(wrong)).toBeNull()
})
