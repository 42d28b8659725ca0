import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { mostPictureBytes, type PictureRefusal, pictureWidths } from '../picture'

// One picture costs one core and about 60 MB whatever its size; two at a time leave the other visitors their share.
sharp.concurrency(1)
sharp.cache(false)
const mostAtOnce = 2

/** JPEG, PNG and WebP are read in strips and shrunk while reading; AVIF is held as a whole, 20 bytes a pixel. */
const mostPixels = { 'image/jpeg': 60e6, 'image/png': 60e6, 'image/webp': 60e6, 'image/avif': 12e6 }
type PictureType = keyof typeof mostPixels
/** A picture as tall as twice its width is shown whole; a longer one is fitted into that. */
const tallest = 2

export interface DrawnSize {
  width: number
  height: number
  webp: Buffer
  jpeg: Buffer
}
export type Drawn =
  | { ok: true; sizes: DrawnSize[] }
  | { ok: false; reason: Exclude<PictureRefusal, 'store-away'> }
const refused = (reason: Exclude<PictureRefusal, 'store-away'>): Drawn => ({ ok: false, reason })

let working = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (working >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else working += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else working -= 1
  }
}

/**
 * Draws an upload anew in our sizes, upright and with nothing of the original but its pixels: no place, no time, no camera,
 * no hidden thumbnail. What it is, its content says; `claimedType` (as the browser took it from the file's name) must agree.
 * Of a moving picture the first frame is taken. Refuses `too-large`, `not-a-picture`, `type-differs`, `too-many-pixels`,
 * `broken`.
 */
export async function drawSizes(bytes: Uint8Array, claimedType?: string): Promise<Drawn> {
  if (bytes.length > mostPictureBytes) return refused('too-large')
  const found = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime as PictureType | undefined
  if (!found || !(found in mostPixels)) return refused('not-a-picture')
  if (claims(claimedType) && claimedType !== found) return refused('type-differs')
  return inTurn(async () => {
    const options = { limitInputPixels: mostPixels[found], failOn: 'error', sequentialRead: true } as const
    // The header alone: a bomb is known by the size that it claims, before anything is unpacked.
    const head = await sharp(bytes, { ...options, limitInputPixels: false })
      .metadata()
      .catch(() => null)
    if (!head?.width || !head.height) return refused('broken')
    if (head.width * head.height * (head.pages ?? 1) > mostPixels[found]) return refused('too-many-pixels')
    const most = pictureWidths.at(-1)!
    const base = await sharp(bytes, options)
      .autoOrient()
      .resize({ width: most, height: most * tallest, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fffdf9' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
      .catch(() => null)
    if (!base) return refused('broken')
    const { width, height, channels } = base.info
    const raw = { width, height, channels }
    const wanted = [...pictureWidths.filter((w) => w < width), width]
    const sizes: DrawnSize[] = []
    for (const w of wanted) {
      const sized = sharp(base.data, { raw }).resize({ width: w })
      const webp = await sized.clone().webp({ quality: 78, effort: 4 }).toBuffer({ resolveWithObject: true })
      const jpeg = await sized.clone().jpeg({ quality: 80, mozjpeg: true }).toBuffer()
      sizes.push({ width: webp.info.width, height: webp.info.height, webp: webp.data, jpeg })
    }
    return { ok: true, sizes }
  })
}

/** A browser that does not know a file's type says nothing, or this. */
const claims = (type: string | undefined) =>
  type !== undefined && type !== '' && type !== 'application/octet-stream' && type !== 'image/*'
