import { once } from 'node:events'
import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import express from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sql } from '~/platform/db.server'
import { readRange } from '~/platform/files/byte-range'
import { type FileStore, FileStoreAway, fileIdOf } from '~/platform/files/file-store.server'
import { openS3Store } from '~/platform/files/internal/s3-store.server'
import { openFileStore } from '~/platform/files/open-file-store.server'
import { serveFile } from '~/platform/files/serve-file.server'
import { openS3, type S3StandIn } from './s3-stand-in'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-files-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))
const config = (more: object = {}) => ({
  DATA_DIR: folder,
  FILES_S3_URL: undefined,
  FILES_S3_REGION: 'us-east-1',
  FILES_S3_KEY_ID: undefined,
  FILES_S3_SECRET: undefined,
  ...more,
})
const content = Buffer.from('善行'.repeat(1_000))
const id = fileIdOf(content)
const everyFile = () =>
  fs
    .readdirSync(path.join(folder, 'files'), { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())

let s3: S3StandIn
beforeAll(async () => {
  s3 = await openS3('key-id', 'the secret')
})
afterAll(() => s3.stop())
const signed = (more: object = {}) =>
  config({
    FILES_S3_URL: `${s3.url}/files/`,
    FILES_S3_KEY_ID: 'key-id',
    FILES_S3_SECRET: 'the secret',
    ...more,
  })

describe.each([
  ['disk', () => openFileStore(config())],
  ['s3', () => openFileStore(signed())],
] as const)('a store of kind %s', (kind, open) => {
  let store: FileStore
  beforeAll(() => {
    store = open()
  })

  test('keeps content once, gives it back whole and in parts, and forgets it when told', async () => {
    expect(store.kind).toBe(kind)
    expect(await store.get(id)).toBeNull()
    expect(await store.put(id, content, 'text/plain')).toEqual({ created: true })
    expect(await store.put(id, content, 'text/plain')).toEqual({ created: false })
    expect(await buffer((await store.get(id))!)).toEqual(content)
    expect(await buffer((await store.get(id, { start: 6, end: 11 }))!)).toEqual(content.subarray(6, 12))
    await store.remove(id)
    await store.remove(id)
    expect(await store.get(id)).toBeNull()
  })

  test.each(['../../etc/passwd', 'ab/../../x', '', 'A'.repeat(64), `${'a'.repeat(64)}/x`, '..'])(
    'never looks for %j: that is no id',
    async (wrong) => {
      for (const work of [store.get(wrong), store.put(wrong, content, 'text/plain'), store.remove(wrong)]) {
        await expect(work).rejects.toThrow('not the id of a file')
      }
    },
  )
})

test('a disk that is full leaves nothing half written, and says so', async () => {
  const store = openFileStore(config())
  const { FileHandle } = await fileHandleClass()
  const before = FileHandle.prototype.writeFile
  FileHandle.prototype.writeFile = async function (
    this: { write(b: Buffer): Promise<unknown> },
    bytes: Buffer,
  ) {
    await this.write(bytes.subarray(0, 100))
    throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
  }
  try {
    await expect(store.put(id, content, 'text/plain')).rejects.toThrow(FileStoreAway)
  } finally {
    FileHandle.prototype.writeFile = before
  }
  expect(everyFile()).toEqual([])
  expect(await store.get(id)).toBeNull()
  expect(await store.put(id, content, 'text/plain'), 'with room again it goes on').toEqual({ created: true })
  await store.remove(id)
})

/** The class is not exported: it is found behind a handle. */
async function fileHandleClass() {
  const handle = await fs.promises.open(folder, 'r')
  await handle.close()
  return { FileHandle: handle.constructor as { prototype: Record<string, unknown> } }
}

test('what a crash left half written is cleared at the next start, what is being written is not', () => {
  const beside = path.join(folder, 'files', 'tmp')
  fs.writeFileSync(path.join(beside, 'old'), 'x')
  fs.writeFileSync(path.join(beside, 'new'), 'x')
  const longAgo = new Date(Date.now() - 2 * 86_400_000)
  fs.utimesSync(path.join(beside, 'old'), longAgo, longAgo)
  openFileStore(config())
  expect(fs.readdirSync(beside)).toEqual(['new'])
  fs.rmSync(path.join(beside, 'new'))
})

test('a bucket is asked with a signature that it believes, and a wrong secret is refused', async () => {
  expect(s3.refused).toEqual([])
  const stranger = openFileStore(signed({ FILES_S3_SECRET: 'a guess' }))
  await expect(stranger.put(id, content, 'text/plain')).rejects.toThrow(FileStoreAway)
  expect(s3.refused).toContain('403 signature')
  expect(s3.objects.size).toBe(0)
})

test('a bucket that is not there, does not answer or answers with faults is away, not empty', async () => {
  const nowhere = openFileStore(signed({ FILES_S3_URL: 'http://127.0.0.1:9/bucket' }))
  await expect(nowhere.get(id)).rejects.toThrow(FileStoreAway)
  const noBucket = openFileStore(signed({ FILES_S3_URL: s3.url.replace('/bucket', '/other') }))
  await expect(noBucket.put(id, content, 'text/plain')).rejects.toThrow('no such bucket')
  s3.broken = 400
  await expect(openFileStore(signed()).get(id)).rejects.toThrow('answered 400')
  s3.broken = null
})

test('a file on a slow line comes whole however long it takes; a store that falls silent in its middle is away', async () => {
  let silent = false
  const piece = Buffer.alloc(1_000, 7)
  const server = http.createServer(async (_req, res) => {
    res.writeHead(200, { 'Content-Length': piece.length * 10 })
    for (let n = 0; n < 10; n++) {
      if (silent && n === 5) return
      res.write(piece)
      await sleep(60)
    }
    res.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket`
  // All of it takes twice as long as an answer may, and no piece nearly as long as a silence may.
  const patience = { answerMs: 300, idleMs: 2_000 }
  const slow = openS3Store({ url, region: 'us-east-1', keyId: 'key-id', secret: 'the secret' }, patience)
  expect(await buffer((await slow.get(id))!)).toHaveLength(10_000)
  silent = true
  await expect(buffer((await slow.get(id))!)).rejects.toThrow('stopped in the middle')
  server.closeAllConnections()
  server.close()
})

test('a store that takes the question and never answers is away', async () => {
  const server = http.createServer(() => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket`
  const mute = openS3Store(
    { url, region: 'us-east-1', keyId: 'k', secret: 's' },
    { answerMs: 200, idleMs: 200 },
  )
  await expect(mute.get(id)).rejects.toThrow('does not answer')
  server.closeAllConnections()
  server.close()
})

test.each([
  ['bytes=0-9', { start: 0, end: 9 }],
  ['bytes=90-', { start: 90, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-1000', { start: 0, end: 99 }],
  ['bytes=0-1000', { start: 0, end: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=9-0', null],
  ['bytes=0-1,5-6', null],
  ['lines=0-1', null],
  ['bytes=-', null],
  [undefined, null],
] as const)('of a file of 100 bytes, %j is %j', (header, range) => {
  expect(readRange(header, 100)).toEqual(range)
})

describe('the door /files/:id/:name?', () => {
  let server: http.Server
  let url: string
  const store = openFileStore(config())
  const types = new Map([[id, 'image/webp']])
  const html = Buffer.from('<script>alert(1)</script>')
  beforeAll(async () => {
    types.set(fileIdOf(html), 'text/html')
    for (const bytes of [content, html]) await store.put(fileIdOf(bytes), bytes, '')
    const db = {
      query: async (_: string, [asked]: [string]) =>
        types.has(asked)
          ? [{ type: types.get(asked), bytes: asked === id ? content.length : html.length }]
          : [],
    } as unknown as Sql
    const app = express().get('/files/:id/:name?', serveFile(db, store))
    await new Promise<void>((resolve) => {
      server = app.listen(0, '127.0.0.1', () => resolve())
    })
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/files`
  })
  afterAll(() => server.close())

  test('tells a browser what it is, to ask again soon, and runs nothing', async () => {
    const answer = await fetch(`${url}/${id}/${encodeURIComponent('照片.webp')}`)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/webp',
      'content-length': String(content.length),
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent('照片.webp')}`,
      'cache-control': 'public, max-age=300, stale-while-revalidate=60',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      etag: `"${id}"`,
    })
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(content)
  })

  test('what is no picture is saved, never shown, and a hostile name is left out', async () => {
    const answer = await fetch(`${url}/${fileIdOf(html)}/${encodeURIComponent('a";x="\r\n')}`)
    expect(answer.headers.get('content-disposition')).toBe('attachment')
  })

  test('is not sent again to who has it, and in parts to who asks for parts', async () => {
    const ask = (headers: Record<string, string>, method = 'GET') =>
      fetch(`${url}/${id}`, { headers, method })
    expect((await ask({ 'If-None-Match': `W/"x", "${id}"` })).status).toBe(304)
    const part = await ask({ Range: 'bytes=6-11' })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 6-11/${content.length}`])
    expect(await part.text()).toBe('善行')
    expect((await ask({ Range: 'bytes=6-11', 'If-Range': '"another"' })).status).toBe(200)
    expect((await ask({ Range: 'bytes=999999-' })).status).toBe(416)
    const head = await ask({}, 'HEAD')
    expect([head.headers.get('content-length'), await head.text()]).toEqual([String(content.length), ''])
  })

  test.each(['0'.repeat(64), '..%2f..%2fetc%2fpasswd', 'x', `${'a'.repeat(63)}%00`])(
    'there is nothing at %s, and nobody keeps that answer',
    async (wrong) => {
      const answer = await fetch(`${url}/${wrong}`)
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store'])
      expect(await answer.json()).toEqual({ error: 'unknown-file' })
    },
  )

  test('what was withdrawn is gone also for a cache that asks whether its copy is still good, and nobody keeps that', async () => {
    let there = true
    const rows = async () => (there ? [{ type: 'image/webp', bytes: content.length }] : [])
    // Two processes: the second one has not looked before.
    const [first, second] = [1, 2].map(() => {
      const app = express().get('/files/:id', serveFile({ query: rows } as unknown as Sql, store))
      return app.listen(0, '127.0.0.1')
    }) as [http.Server, http.Server]
    const ask = (at: http.Server) =>
      fetch(`http://127.0.0.1:${(at.address() as AddressInfo).port}/files/${id}`, {
        headers: { 'If-None-Match': `"${id}"` },
      })
    await Promise.all([first, second].map((at) => at.listening || once(at, 'listening')))
    const still = await ask(first)
    expect([still.status, still.headers.get('cache-control')]).toEqual([
      304,
      'public, max-age=300, stale-while-revalidate=60',
    ])
    there = false
    const gone = await ask(second)
    expect([gone.status, gone.headers.get('cache-control'), gone.headers.get('etag')]).toEqual([
      404,
      'no-store',
      null,
    ])
    for (const at of [first, second]) at.close()
  })

  test('what has a row but no bytes is 404, and a store that is away is 503', async () => {
    types.set('1'.repeat(64), 'image/webp')
    expect((await fetch(`${url}/${'1'.repeat(64)}`)).status).toBe(404)
    const lost = express().get(
      '/files/:id',
      serveFile({ query: async () => [{ type: 'image/webp', bytes: 5 }] } as unknown as Sql, {
        ...store,
        get: async () => {
          throw new FileStoreAway('away')
        },
      }),
    )
    const other = lost.listen(0, '127.0.0.1')
    await once(other, 'listening')
    const answer = await fetch(`http://127.0.0.1:${(other.address() as AddressInfo).port}/files/${id}`)
    expect([answer.status, answer.headers.get('etag')]).toEqual([503, null])
    other.close()
  })
})
