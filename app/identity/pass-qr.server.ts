import QRCode from 'qrcode'
import { type QrDrawing, qrPath } from '~/ui/qr-path'

/** The code that a volunteer's phone scans: the link of a pass. */
export const passQr = (url: string): QrDrawing =>
  qrPath(QRCode.create(url, { errorCorrectionLevel: 'M' }).modules)
