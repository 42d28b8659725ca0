import { decodeQR } from 'qr/decode.js'

/** A poster at arm's length and a card's QR of 65 modules are both read at this side. */
const frameSide = 720
/** A photo from the gallery is larger than it need be; a code far away in it needs more than a frame. */
const photoSides = [1_024, 1_800, 640]

type Pixels = Pick<ImageData, 'width' | 'height' | 'data'>

/** The text of a QR code in these pixels, or null. */
export function readPixels(pixels: Pixels, patienceMs = 40): string | null {
  try {
    return decodeQR(pixels, { timeLimit: patienceMs }) || null
  } catch {
    return null
  }
}

function draw(
  source: CanvasImageSource,
  from: { width: number; height: number },
  most: number,
  square: boolean,
) {
  const side = Math.min(from.width, from.height)
  const [width, height] = square ? [side, side] : [from.width, from.height]
  const scale = Math.min(1, most / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  const [left, top] = [(from.width - width) / 2, (from.height - height) / 2]
  context.drawImage(source, left, top, width, height, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/** The middle of what the camera sees. */
export function readFrame(video: HTMLVideoElement): string | null {
  const size = { width: video.videoWidth, height: video.videoHeight }
  return size.width > 0 ? readPixels(draw(video, size, frameSide, true)) : null
}

/** A picture that somebody chose, tried at several sizes. */
export async function readPhoto(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return null
  for (const most of photoSides) {
    const text = readPixels(draw(picture, picture, most, false), 400)
    if (text) return text
  }
  return null
}
