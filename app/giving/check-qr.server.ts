import type { Locale } from '~/platform/i18n'
import { drawQr } from '~/ui/draw-qr.server'
import type { QrDrawing } from '~/ui/qr-path'
import { checkUrl } from './acknowledgement'

/** The check page's address as a QR code. */
export function checkQr(
  publicUrl: string,
  locale: Locale,
  ack: { number: string; code: string },
): QrDrawing & { url: string } {
  const url = checkUrl(publicUrl, locale, ack)
  return { ...drawQr(url), url }
}
