import QRCode from 'qrcode'
import type { Locale } from '~/platform/i18n'
import { type QrDrawing, qrPath } from '~/ui/qr-path'
import { checkUrl } from './acknowledgement'

/** The check page's address as a QR code, drawn on the server so that no QR library travels to the browser. */
export function checkQr(
  publicUrl: string,
  locale: Locale,
  ack: { number: string; code: string },
): QrDrawing & { url: string } {
  const url = checkUrl(publicUrl, locale, ack)
  return { ...qrPath(QRCode.create(url, { errorCorrectionLevel: 'M' }).modules), url }
}
