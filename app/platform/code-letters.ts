/** A code's letters without those that look alike (Crockford's base 32): five bits each. */
export const codeLetters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Reads `count` letters as people type them: spaces, dashes and case do not matter, O is 0, I and L are 1. Null when it cannot be. */
export function readLetters(typed: string, count: number): string | null {
  if (typed.length === count && asWritten.test(typed)) return typed
  const code = typed
    .slice(0, 128)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  return code.length === count && asWritten.test(code) ? code : null
}
const asWritten = /^[0-9A-HJKMNP-TV-Z]*$/

/** Bytes as letters; their bits must be a multiple of five (10 bytes are 16 letters). */
export function lettersOf(bytes: Uint8Array): string {
  if ((bytes.length * 8) % 5 !== 0) throw new RangeError(`${bytes.length} bytes make no whole letters`)
  let [text, held, bits] = ['', 0, 0]
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += codeLetters[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return text
}

/** The bytes of letters that `lettersOf` made. */
export function bytesOfLetters(letters: string): Uint8Array {
  const bytes = new Uint8Array((letters.length * 5) >> 3)
  let [at, held, bits] = [0, 0, 0]
  for (const letter of letters) {
    const value = codeLetters.indexOf(letter)
    if (value < 0) throw new RangeError(`not a letter: ${letter}`)
    held = (held << 5) | value
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (held >> bits) & 255
    }
    held &= (1 << bits) - 1
  }
  return bytes
}
