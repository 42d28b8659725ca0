import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FileStore, FileStoreAway } from '~/platform/files/file-store.server'
import { openFileStore } from '~/platform/files/open-file-store.server'
import { findPictures } from '~/platform/pictures/find-pictures.server'
import { keepPicture, releasePictures } from '~/platform/pictures/keep-picture.server'
import { largest, type Picture, srcSet } from '~/platform/pictures/picture'
import { storePicture } from '~/platform/pictures/store-picture.server'
import { sweepPictures } from '~/platform/pictures/sweep-pictures.server'
import { databases, type TestDatabase } from '../setup/databases'
import { bombPng, htmlPage, jpegOf, phonePicture, plainPng, scriptedSvg } from './sample-pictures'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-pictures-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))
let n = 0
function openStore() {
  n += 1
  const DATA_DIR = path.join(folder, String(n))
  const files = openFileStore({
    DATA_DIR,
    FILES_S3_URL: undefined,
    FILES_S3_REGION: '',
    FILES_S3_KEY_ID: undefined,
    FILES_S3_SECRET: undefined,
  })
  const stored = () =>
    fs
      .readdirSync(path.join(DATA_DIR, 'files'), { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => e.name)
      .sort()
  return { files, stored }
}

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  const db = () => opened.db
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.drop())

  const { files, stored } = openStore()
  const take = (bytes: Uint8Array, type?: string) => storePicture({ db: db(), files }, { bytes, type })
  async function taken(bytes: Uint8Array, type?: string): Promise<Picture> {
    const answer = await take(bytes, type)
    if (!answer.ok) throw new Error(answer.reason)
    return answer.picture
  }
  const rows = async () =>
    (await db().query<{ id: string }>('SELECT id FROM platform_file ORDER BY id')).map((row) => row.id)
  const age = () =>
    db().query(`WITH p AS (UPDATE platform_picture SET touched_at = now() - interval '25 hours')
                UPDATE platform_file SET touched_at = now() - interval '25 hours'`)

  test('a phone’s picture stands upright in three sizes and two formats, and tells nothing but what is seen', async () => {
    const original = await phonePicture(2400, 1600)
    // Where it was taken as EXIF writes it: three fractions. Three letters alone stand in any picture by chance.
    const latitude = Buffer.from(Uint32Array.of(22, 1, 56, 1, 0, 1).buffer)
    const secrets = ['SecretPhone', 'Exif', latitude].map((secret) => Buffer.from(secret as string))
    for (const secret of secrets) expect(original.includes(secret), `the original says ${secret}`).toBe(true)
    const picture = await taken(original, 'image/jpeg')
    expect(picture.sizes.map(({ width, height }) => [width, height])).toEqual([
      [480, 720],
      [960, 1440],
      [1600, 2400],
    ])
    for (const { webp, jpeg, width, height } of picture.sizes) {
      for (const [id, format] of [
        [webp, 'webp'],
        [jpeg, 'jpeg'],
      ] as const) {
        const bytes = await buffer((await files.get(id))!)
        const meta = await sharp(bytes).metadata()
        expect(meta).toMatchObject({ format, width, height })
        expect([meta.exif, meta.xmp, meta.iptc, meta.icc, meta.orientation]).toEqual(Array(5).fill(undefined))
        for (const secret of secrets) expect(bytes.includes(secret), `${format} says ${secret}`).toBe(false)
      }
    }
    expect(stored(), 'the original lies nowhere').not.toContain(picture.id)
    expect(stored()).toEqual(await rows())
    expect(srcSet(picture, 'webp')).toMatch(/^\/files\/[0-9a-f]{64}\/p\.webp 480w, .+ 1600w$/)
  })

  test('the same upload again is the same picture and stores nothing more', async () => {
    const bytes = await jpegOf(700, 500).jpeg().toBuffer()
    const [first, again] = [await taken(bytes), await taken(bytes)]
    expect(again).toEqual(first)
    const two = await phonePicture(640, 480)
    const [left, right] = await Promise.all([taken(two), taken(two)])
    expect(left).toEqual(right)
    expect(stored()).toEqual(await rows())
  })

  test.each([
    ['PNG with transparency', () => jpegOf(300, 200).ensureAlpha(0.5).png().toBuffer(), 'image/png'],
    ['WebP', () => jpegOf(300, 200).webp().toBuffer(), 'image/webp'],
    ['AVIF', () => jpegOf(300, 200).avif().toBuffer(), 'image/avif'],
    ['JPEG whose type the browser does not know', () => jpegOf(301, 200).jpeg().toBuffer(), ''],
  ])('%s is taken, and a small one is not made larger', async (_, make, type) => {
    expect((await taken(await make(), type)).sizes.map((s) => s.width)).toEqual([
      expect.toBeOneOf([300, 301]),
    ])
  })

  const jpeg = jpegOf(900, 600).jpeg()
  test.each([
    ['a page that calls itself a picture', async () => htmlPage, 'image/jpeg', 'not-a-picture'],
    ['an SVG with a script', async () => scriptedSvg, 'image/svg+xml', 'not-a-picture'],
    ['an SVG with a script that calls itself PNG', async () => scriptedSvg, 'image/png', 'not-a-picture'],
    ['nothing', async () => Buffer.alloc(0), 'image/jpeg', 'not-a-picture'],
    ['a GIF', () => jpegOf(90, 60).gif().toBuffer(), 'image/gif', 'not-a-picture'],
    ['a PNG that calls itself JPEG', () => jpegOf(90, 60).png().toBuffer(), 'image/jpeg', 'type-differs'],
    ['a JPEG that calls itself a page', () => jpeg.clone().toBuffer(), 'text/html', 'type-differs'],
    [
      'a JPEG that breaks off',
      async () => (await jpeg.clone().toBuffer()).subarray(0, 9_000),
      'image/jpeg',
      'broken',
    ],
    [
      'a JPEG of its first bytes only',
      async () => (await jpeg.clone().toBuffer()).subarray(0, 30),
      'image/jpeg',
      'broken',
    ],
    ['a PNG that unpacks to 900 megapixels', async () => bombPng(30_000), 'image/png', 'too-many-pixels'],
    ['a PNG that lies about its size', async () => bombPng(5_000), 'image/png', 'broken'],
    [
      'an AVIF larger than memory allows',
      () => jpegOf(4_400, 3_000).avif({ effort: 0, quality: 1 }).toBuffer(),
      'image/avif',
      'too-many-pixels',
    ],
    ['more than 15 MB', async () => Buffer.alloc(15 * 1024 * 1024 + 1, 0xff), 'image/jpeg', 'too-large'],
  ] as const)('%s is refused, and nothing of it is stored', async (_, make, type, reason) => {
    const before = stored()
    expect(await take(await make(), type)).toEqual({ ok: false, reason })
    expect(stored()).toEqual(before)
    expect(await rows()).toEqual(before)
  })

  test('a moving picture of too many frames is refused, of a few it is the first', async () => {
    const two = await Promise.all(['#c8362b', '#2e6b4f'].map((colour) => plainPng(400, 300, colour)))
    const moving = (frames: number) =>
      sharp(
        Array.from({ length: frames }, (_, n) => two[n % 2]!),
        { join: { animated: true } },
      )
        .webp({ loop: 0, effort: 0, quality: 1 })
        .toBuffer()
    expect((await taken(await moving(3))).sizes).toMatchObject([{ width: 400, height: 300 }])
    expect(await take(await moving(700))).toEqual({ ok: false, reason: 'too-many-pixels' })
  })

  test('fifty megapixels are taken without holding them in memory', async () => {
    const bytes = await jpegOf(8192, 6144).jpeg({ quality: 40 }).toBuffer()
    const before = process.memoryUsage().rss
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss - before)
    }, 5)
    const picture = await taken(bytes, 'image/jpeg').finally(() => clearInterval(watch))
    expect(largest(picture)).toMatchObject({ width: 1600, height: 1200 })
    expect(most, 'raw it would be 151 MB').toBeLessThan(110e6)
  })

  test.each([1, 3, 6, 8])('a store that fails at its write %i leaves neither rows nor files', async (at) => {
    const { files: whole, stored: here } = openStore()
    let puts = 0
    const failing: FileStore = {
      ...whole,
      async put(...given) {
        puts += 1
        if (puts === at) throw new FileStoreAway('a file could not be written: ENOSPC')
        return whole.put(...given)
      },
    }
    const bytes = await jpegOf(1700, 900).jpeg().toBuffer()
    const before = await rows()
    const house = { db: db(), files: failing }
    expect(await storePicture(house, { bytes })).toEqual({ ok: false, reason: 'store-away' })
    expect(here()).toEqual([])
    expect((await db().query('SELECT id FROM platform_picture WHERE width = 1700')).length).toBe(0)
    if (at < 6) expect(await rows()).toEqual(before)
    expect(await storePicture(house, { bytes }), 'with the store back it is taken').toMatchObject({
      ok: true,
    })
    await age()
    await sweepPictures({ db: db(), files: whole })
  })

  test('what nobody shows is swept after a day, what somebody shows is not, and what two share goes with the last', async () => {
    const { files: own, stored: here } = openStore()
    const house = { db: db(), files: own }
    await age()
    await sweepPictures(house)
    const store = async () => {
      const answer = await storePicture(house, { bytes: await jpegOf(500, 400).jpeg().toBuffer() })
      return answer.ok ? answer.picture : expect.unreachable(answer.reason)
    }
    const [shown, loose] = [await store(), await store()]
    expect(await keepPicture(db(), shown.id, 'coverage:1')).toBe(true)
    expect(await keepPicture(db(), shown.id, 'coverage:1'), 'again is no fault').toBe(true)
    expect(await keepPicture(db(), shown.id, 'cover:walk')).toBe(true)
    expect(await keepPicture(db(), 'f'.repeat(64), 'coverage:1')).toBe(false)

    expect(await sweepPictures(house), 'a form may still be open').toBe(0)
    await age()
    expect(await sweepPictures(house)).toBe(4)
    expect([...(await findPictures(db(), [shown.id, loose.id])).keys()]).toEqual([shown.id])
    expect(here().length).toBe(4)

    await releasePictures(db(), 'coverage:1')
    expect(await sweepPictures(house, [shown.id]), 'the cover still shows it').toBe(0)
    await releasePictures(db(), 'cover:walk')
    expect(await sweepPictures(house, [shown.id])).toBe(4)
    expect(here()).toEqual([])
    expect(await rows()).toEqual([])
  })

  test('a sweep that the store does not answer takes nothing, and the next one all', async () => {
    const { files: own, stored: here } = openStore()
    const bytes = await jpegOf(444, 333).jpeg().toBuffer()
    await storePicture({ db: db(), files: own }, { bytes })
    await age()
    const away: FileStore = {
      ...own,
      remove: async () => {
        throw new FileStoreAway('away')
      },
    }
    await expect(sweepPictures({ db: db(), files: away })).rejects.toThrow(FileStoreAway)
    expect((await rows()).length).toBe(2)
    expect(await sweepPictures({ db: db(), files: own })).toBe(2)
    expect([here(), await rows()]).toEqual([[], []])
  })
})
