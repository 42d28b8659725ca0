import { plainText } from '../bundle/plain-text'
import { type Check, type Finding, textKeys } from './check'

const identity = /(?<!\d)\d{17}[\dXx](?![\dXx])/g
const mobile = /(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g
const card = /(?<!\d)\d(?:[ -]?\d){15,18}(?!\d)/g

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

/** Identity numbers, mobile numbers and bank cards in a text, each cut short. */
export function findPersonalData(text: string): { kind: 'identity' | 'mobile' | 'card'; said: string }[] {
  const plain = plainText(text)
  const found = (kind: 'identity' | 'mobile' | 'card', said: string) => ({ kind, said: cut(said) })
  const identities = [...plain.matchAll(identity)].filter(([said]) => isIdentityNumber(said))
  return [
    ...identities.map(([said]) => found('identity', said)),
    ...[...plain.matchAll(mobile)].map(([said]) => found('mobile', said)),
    ...[...plain.matchAll(card)]
      .filter(([said]) => isCardNumber(said) && !isIdentityNumber(said))
      .map(([said]) => found('card', said)),
  ]
}

/** They have no place in a notice. */
export const personalData: Check = ({ texts }) =>
  textKeys.flatMap((at) =>
    findPersonalData(texts[at]).map(
      (detail): Finding => ({ code: 'personal-data', level: 'stop', at, detail }),
    ),
  )
