import fs from 'node:fs'
import QRCode from 'qrcode'
import type { GreyPage } from '../../walks/read-qr'

const [width, height] = [1280, 720]

/** What a camera sees: a QR code of `text` held before it. */
export function codeInSight(text: string): GreyPage {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const scale = Math.floor((height * 0.7) / modules.size)
  const side = modules.size * scale
  const grey = new Uint8Array(side * side).fill(225)
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++)
      if (modules.get(Math.floor(row / scale), Math.floor(column / scale))) grey[row * side + column] = 28
  return { width: side, height: side, grey }
}

/** A clip for Chromium's fake camera (--use-file-for-fake-video-capture): each picture for a while in the middle, as YUV4MPEG2. */
export function writeCameraClip(file: string, pictures: GreyPage[], framesEach = 20): void {
  const out = fs.openSync(file, 'w')
  fs.writeSync(out, `YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`)
  const colourless = Buffer.alloc((width * height) / 2, 128)
  for (const picture of pictures) {
    const light = Buffer.alloc(width * height, 225)
    const left = Math.floor((width - picture.width) / 2)
    const top = Math.floor((height - picture.height) / 2)
    for (let row = 0; row < picture.height; row++)
      light.set(
        picture.grey.subarray(row * picture.width).subarray(0, picture.width),
        (top + row) * width + left,
      )
    for (let n = 0; n < framesEach; n++) {
      fs.writeSync(out, 'FRAME\n')
      fs.writeSync(out, light)
      fs.writeSync(out, colourless)
    }
  }
  fs.closeSync(out)
}
