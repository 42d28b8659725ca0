const gap = '[ \\u2010-\\u2015-]?'
const identity = new RegExp(`(?<!\\d)\\d{6}${gap}\\d{8}${gap}\\d{3}[\\dXx](?![\\dXx])`, 'g')
const mobile = new RegExp(`(?<!\\d)(?:(?:00)?86${gap})?1[3-9]\\d${gap}\\d{4}${gap}\\d{4}(?!\\d)`, 'g')
const card = new RegExp(`(?<!\\d)\\d(?:${gap}\\d){15,18}(?!\\d)`, 'g')
/** What a word processor leaves between characters and nobody sees. */
const unseen = /[\u200b-\u200d\u2060\ufeff]/g

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** GB 11643-1999: check character by ISO 7064, MOD 11-2. */
export function isIdentityNumber(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text)) return false
  const sum = weights.reduce((all, weight, n) => all + weight * Number(text[n]), 0)
  return '10X98765432'[sum % 11] === text[17]!.toUpperCase()
}

/** ISO/IEC 7812: the last digit checks the others (Luhn). */
export function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  if (digits.length < 16 || digits.length > 19) return false
  const sum = [...digits].reverse().reduce((all, digit, n) => {
    const twice = Number(digit) * (n % 2 === 0 ? 1 : 2)
    return all + (twice > 9 ? twice - 9 : twice)
  }, 0)
  return sum % 10 === 0
}

/** Only so much that its place can be found. */
const cut = (said: string) => `${said.slice(0, 3)}…${said.slice(-2)}`

export type PersonalKind = 'identity' | 'mobile' | 'card'

/** Identity numbers, mobile numbers (also with 86 before them) and bank cards in a text, in any width and grouping; each cut short. */
export function personalIn(text: string): { kind: PersonalKind; said: string }[] {
  const plain = text.normalize('NFKC').replace(unseen, '').replaceAll('〇', '0').replace(/\s/g, ' ')
  const all = (pattern: RegExp) => [...plain.matchAll(pattern)].map(([said]) => said)
  const isIdentity = (said: string) => isIdentityNumber(said.replace(/[^\dXx]/g, ''))
  const found = (kind: PersonalKind) => (said: string) => ({ kind, said: cut(said) })
  return [
    ...all(identity).filter(isIdentity).map(found('identity')),
    ...all(mobile).map(found('mobile')),
    ...all(card)
      .filter((said) => isCardNumber(said) && !isIdentity(said))
      .map(found('card')),
  ]
}
