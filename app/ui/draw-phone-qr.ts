import { encodeQR } from 'qr'
import { type QrDrawing, qrPath } from './qr-path'

/** A text as a QR code, drawn on a phone that may have no signal; pages from the server have drawQr. Level M; letters and digits are packed tighter (cardQrTexts has no others). */
export function drawPhoneQr(text: string): QrDrawing {
  const encoding = /^[0-9A-Z $%*+\-./:]*$/.test(text) ? 'alphanumeric' : 'byte'
  // The encoder insists on a border of at least one module; qrPath draws the quiet zone itself.
  const rows = encodeQR(text, 'raw', { ecc: 'medium', encoding, border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1))
  return qrPath({ size: rows.length, data: rows.flat() })
}
