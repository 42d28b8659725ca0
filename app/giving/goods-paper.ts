import { checkDigit } from '~/platform/check-digit'
import { type Locale, pathIn } from '~/platform/i18n'

/** Number of a paper about goods (物资捐赠凭据): SW-<year>-<eight digits>-<check digit>; made as an acknowledgement's is. */
export function goodsNumber(year: number, serial: bigint): string {
  const digits = serial.toString().padStart(8, '0')
  return `SW-${year}-${digits}-${checkDigit(`${year}${digits}`)}`
}

/** Reads a number as people type it; null when it cannot be that of goods. */
export function readGoodsNumber(typed: string): { year: number; serial: bigint } | null {
  const bare = typed.slice(0, 64).normalize('NFKC').toUpperCase()
  const match = /^SW(\d{4})(\d{8,18})(\d)$/.exec(bare.replace(/[^0-9A-Z]/g, ''))
  if (!match || checkDigit(match[1]! + match[2]!) !== Number(match[3])) return null
  return { year: Number(match[1]), serial: BigInt(match[2]!) }
}

/** The public page that confirms it; what its QR code says. */
export const goodsCheckUrl = (
  publicUrl: string,
  locale: Locale,
  paper: { number: string; code: string },
): string => `${publicUrl}${pathIn(locale, `/check/goods/${paper.number}/${paper.code}`)}`
