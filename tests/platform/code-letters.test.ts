import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOfLetters, codeLetters, lettersOf, readLetters } from '~/platform/code-letters'

test('bytes come back from their letters, whatever they are', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 6 }), fc.infiniteStream(fc.nat(255)), (fives, some) => {
      const bytes = Uint8Array.from([...some.take(fives * 5)])
      const letters = lettersOf(bytes)
      expect(letters).toHaveLength(fives * 8)
      expect(bytesOfLetters(letters)).toEqual(bytes)
    }),
  )
  expect(() => lettersOf(new Uint8Array(4))).toThrow(RangeError)
})

test('letters are read as people type them, and nothing else is', () => {
  expect(readLetters('o1il-7kq2 mz', 10)).toBe('01117KQ2MZ')
  expect(readLetters(codeLetters, 32)).toBe(codeLetters)
  for (const wrong of ['', '0123', 'U123456789', '012345678!', '0123456789A'])
    expect(readLetters(wrong, 10)).toBeNull()
})
