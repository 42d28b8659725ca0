import QRCode from 'qrcode'
import { type QrDrawing, qrPath } from './qr-path'

/**
 * A text as a QR code, drawn on the server so that no QR library travels to the browser. Level M mends 15 % and needs fewer,
 * larger modules than Q or H (ISO/IEC 18004).
 */
export const drawQr = (text: string): QrDrawing =>
  qrPath(QRCode.create(text, { errorCorrectionLevel: 'M' }).modules)
