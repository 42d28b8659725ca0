import { checkDigit } from '~/platform/check-digit'

const digitsInAll = 8

/** What a transfer carries in its remark: `SX-P` and eight digits, the last of which checks the others. `n` has seven digits. */
export function pledgeReference(n: bigint): string {
  const digits = n.toString()
  if (digits.length !== digitsInAll - 1) throw new RangeError(`${n} is no number of a pledge`)
  return `SX-P${digits}${checkDigit(digits)}`
}

/** Banks cut, space and fold remarks: letters and digits may stand apart by blanks, dashes, dots and underscores. */
const apart = '[\\s._·:/#-]*'
const mark = new RegExp(`S${apart}X${apart}P${apart}(\\d(?:${apart}\\d){${digitsInAll - 1}})(?!\\d)`, 'g')
/** In UTF-16 units; no bank's remark is near it. */
const longestRead = 2_000

/**
 * Every reference in a free text, each once and in order: whatever its case, width and blanks. One whose check digit is wrong
 * is left out: a mistyped number must be nobody's rather than somebody else's. Digits without `SX-P` are not read: amounts,
 * days and account numbers would be taken for references.
 */
export function readPledgeReferences(text: string): string[] {
  const found = new Set<string>()
  for (const [, spaced] of text.slice(0, longestRead).normalize('NFKC').toUpperCase().matchAll(mark)) {
    const digits = spaced!.replace(/\D/g, '')
    if (checkDigit(digits.slice(0, -1)) === Number(digits.at(-1))) found.add(`SX-P${digits}`)
  }
  return [...found]
}

/** The one reference in a text; null when there is none, or more than one. */
export function readPledgeReference(text: string): string | null {
  const found = readPledgeReferences(text)
  return found.length === 1 ? found[0]! : null
}
