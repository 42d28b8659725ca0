import { deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** Noise: no two are alike. */
export const jpegOf = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#c8362b',
      noise: { type: 'gaussian', mean: 128, sigma: 20 },
    },
    limitInputPixels: false,
  })

export const plainPng = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()

/** As a phone takes it: lying on its side, with the place where it was taken and who owns the camera. */
export const phonePicture = (width = 1200, height = 800) =>
  jpegOf(width, height)
    .jpeg()
    .withExif({
      IFD0: { Make: 'SecretPhone', Artist: '黄步云' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '22/1 56/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '113/1 21/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})
const crc = (data: Buffer) =>
  (data.reduce((sum, byte) => crcTable[(sum ^ byte) & 0xff]! ^ (sum >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc(body), body.length + 4)
  return out
}

/** A PNG of a few kilobytes that says it is `side` × `side` pixels, and would be. */
export function bombPng(side: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([1, 0, 0, 0, 0], 8) // one bit a pixel, grey
  const row = Buffer.alloc(1 + Math.ceil(side / 8))
  const rows = deflateSync(Buffer.concat(Array.from({ length: 64 }, () => row)))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export const scriptedSvg = Buffer.from(
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
)
export const htmlPage = Buffer.from('<!doctype html><script>alert(document.cookie)</script>')
