import { parseYuan } from '~/money/fen'
import { isUuid } from '~/platform/is-uuid'
import { readAcknowledgementNumber } from './acknowledgement'

/** What somebody at the desk looks for, as one box recognises it. */
export type GiftQuery =
  | { by: 'acknowledgement'; year: number; serial: bigint }
  /** The whole id, or its first eight digits as logs and alerts show them. */
  | { by: 'id'; from: string; to: string }
  | { by: 'mail'; mail: string }
  /** The provider's or the bank's name of a checkout or payment. */
  | { by: 'reference'; reference: string }
  /** What was given, or what was charged with the covered fee. */
  | { by: 'amount'; fen: bigint }
  /** The donor's name, or how it begins. */
  | { by: 'name'; name: string }

export type GiftQueryRefusal = 'number-mistyped'

const mostTyped = 200
const largestRoundFen = 10n ** 11n
const idHead = /^[0-9a-f]{8}…?$/
/** Providers join letters and digits by `_`; a bank's serial is a long number, with letters perhaps. */
const reference = /^(?:[a-z]{2,8}_(?:[a-z]+_)?[\w-]{4,}|(?=.*\d)[A-Za-z0-9-]{10,64})$/i

/**
 * Recognises what was typed, the plainest reading first: acknowledgement number, gift id, mail address, amount, reference,
 * and what is none of these is a name. Null for nothing typed. Refusal `number-mistyped`: it is written like an
 * acknowledgement's number, and its check digit does not fit.
 */
export function readGiftQuery(typed: string): GiftQuery | GiftQueryRefusal | null {
  const text = typed.slice(0, mostTyped).normalize('NFKC').replace(/\s+/g, ' ').trim()
  if (text === '') return null
  const number = readAcknowledgementNumber(text)
  if (number) return { by: 'acknowledgement', ...number }
  if (/^SX[- ]?\d{4}[- \d]+$/i.test(text)) return 'number-mistyped'
  const low = text.toLowerCase()
  if (isUuid(low)) return { by: 'id', from: low, to: low }
  // Eight digits without a letter are an amount sooner than an id.
  if (/[a-f…]|\.\.\./.test(low) && idHead.test(low.replace('...', '…'))) {
    const head = low.slice(0, 8)
    return {
      by: 'id',
      from: `${head}-0000-0000-0000-000000000000`,
      to: `${head}-ffff-ffff-ffff-ffffffffffff`,
    }
  }
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return { by: 'mail', mail: text }
  const amount = parseYuan(text)
  if (amount.ok && amount.fen < largestRoundFen) return { by: 'amount', fen: amount.fen }
  if (reference.test(text)) return { by: 'reference', reference: text }
  return { by: 'name', name: text }
}
