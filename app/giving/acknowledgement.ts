import { checkDigit } from '~/platform/check-digit'
import { readLetters } from '~/platform/code-letters'
import { type Locale, pathIn } from '~/platform/i18n'

/**
 * Number of an acknowledgement (捐赠凭据): SX-<year>-<eight digits>-<check digit>. The digits come from a sequence that
 * never repeats (it may skip); the check digit (Luhn, ISO/IEC 7812-1 annex B) catches a mistyped digit or two swapped.
 */
export function acknowledgementNumber(year: number, serial: bigint): string {
  const digits = serial.toString().padStart(8, '0')
  return `SX-${year}-${digits}-${checkDigit(`${year}${digits}`)}`
}

/** Reads a number as people type it (spaces, case and dashes do not matter); null when it cannot be one. */
export function readAcknowledgementNumber(typed: string): { year: number; serial: bigint } | null {
  const match = /^SX(\d{4})(\d{8,18})(\d)$/.exec(
    typed
      .slice(0, 64)
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, ''),
  )
  if (!match || checkDigit(match[1]! + match[2]!) !== Number(match[3])) return null
  return { year: Number(match[1]), serial: BigInt(match[2]!) }
}

/** The public page that confirms an acknowledgement; what its QR code says. */
export const checkUrl = (publicUrl: string, locale: Locale, ack: { number: string; code: string }): string =>
  `${publicUrl}${pathIn(locale, `/check/${ack.number}/${ack.code}`)}`

/** Reads a check code as people type it: O is 0, I and L are 1. Null when it cannot be one. */
export const readCheckCode = (typed: string): string | null => readLetters(typed, 10)
