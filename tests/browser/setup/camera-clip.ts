import fs from 'node:fs'
import QRCode from 'qrcode'

const [width, height] = [1280, 720]

/** A clip for Chromium's fake camera (--use-file-for-fake-video-capture): each text's QR code for a while, as YUV4MPEG2. */
export function writeCameraClip(file: string, texts: string[], framesEach = 20): void {
  const out = fs.openSync(file, 'w')
  fs.writeSync(out, `YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`)
  const grey = Buffer.alloc((width * height) / 2, 128)
  for (const text of texts) {
    const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
    const scale = Math.floor((height * 0.7) / modules.size)
    const left = Math.floor((width - modules.size * scale) / 2)
    const top = Math.floor((height - modules.size * scale) / 2)
    const light = Buffer.alloc(width * height, 225)
    for (let row = 0; row < modules.size; row++)
      for (let column = 0; column < modules.size; column++) {
        if (!modules.get(row, column)) continue
        const from = left + column * scale
        for (let y = top + row * scale; y < top + (row + 1) * scale; y++)
          light.fill(28, y * width + from, y * width + from + scale)
      }
    for (let n = 0; n < framesEach; n++) {
      fs.writeSync(out, 'FRAME\n')
      fs.writeSync(out, light)
      fs.writeSync(out, grey)
    }
  }
  fs.closeSync(out)
}
