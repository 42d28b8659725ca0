import encodeQR from 'qr'
import { type QrDrawing, qrPath } from '~/ui/qr-path'

/** A text as a QR code, drawn on the phone itself: there may be no signal. Level M, as on all other pages. */
export function drawPhoneQr(text: string): QrDrawing {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 0 })
  return qrPath({ size: rows.length, data: rows.flat() })
}
