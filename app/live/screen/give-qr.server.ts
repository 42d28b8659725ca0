import QRCode from 'qrcode'
import { type Locale, pathIn } from '~/platform/i18n'
import { type QrDrawing, qrPath } from '~/ui/qr-path'

/** The short address that leads to a campaign's form for giving (routes/($lang).g.$slug.ts). */
export const givePath = (locale: Locale, slug: string): string =>
  pathIn(locale, `/g/${encodeURIComponent(slug)}`)

/**
 * The short address as a QR code. Level M mends 15 % and needs fewer, larger modules than Q or H, which is what carries
 * over six metres (ISO/IEC 18004); the address in words leaves out the scheme.
 */
export function giveQr(publicUrl: string, locale: Locale, slug: string): QrDrawing & { said: string } {
  const url = publicUrl.replace(/\/$/, '') + givePath(locale, slug)
  return {
    ...qrPath(QRCode.create(url, { errorCorrectionLevel: 'M' }).modules),
    said: url.replace(/^https?:\/\//, ''),
  }
}
