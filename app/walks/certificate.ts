import { checkDigit } from '~/platform/check-digit'
import { type Locale, pathIn } from '~/platform/i18n'

/** A walk's certificate as anybody may see it who has its number and code. */
export interface Certificate {
  number: string
  code: string
  campaign: { slug: string; zh: string; en: string }
  day: string
  place: { zh: string; en: string }
  /** The longest level that was completed, as it was called when the certificate was issued. */
  level: { zh: string; en: string; km: number }
  /** As the walker typed it; empty where they typed none. */
  name: string
  /** A person decided since that one of the stamps does not count. */
  withdrawn: boolean
}

/** JX-<year>-<six digits or more>-<check digit>: from a sequence that never repeats (it may skip). */
export function certificateNumber(year: number, serial: bigint): string {
  const digits = serial.toString().padStart(6, '0')
  return `JX-${year}-${digits}-${checkDigit(`${year}${digits}`)}`
}

/** Reads a number as people type it (spaces, case and dashes do not matter); null when it cannot be one. */
export function readCertificateNumber(typed: string): { year: number; serial: bigint } | null {
  const plain = typed
    .slice(0, 64)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  const [, year, digits, check] = /^JX(\d{4})(\d{6,18})(\d)$/.exec(plain) ?? []
  if (!year || !digits || checkDigit(year + digits) !== Number(check)) return null
  return { year: Number(year), serial: BigInt(digits) }
}

/** The public page that confirms a certificate; what its QR code says. */
export const certificateUrl = (
  publicUrl: string,
  locale: Locale,
  { number, code }: { number: string; code: string },
): string => `${publicUrl}${pathIn(locale, `/check/walk/${number}/${code}`)}`

/** The longest name that a certificate carries, in characters. */
export const longestCertificateName = 40
