import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import compression from 'compression'
import express from 'express'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { handOutAgain } from '~/platform/hand-out-again.server'

let server: Server
let url: string
let clock: number
let made: number
let asked: number

beforeEach(async () => {
  ;[clock, made, asked] = [0, 0, 0]
  const app = express()
  app.use((_req, res, next) => {
    res.locals.nonce = `nonce-${++asked}`
    next()
  })
  app.use(
    compression(),
    handOutAgain(1_000, () => clock),
  )
  app.get('/page', (_req, res) => {
    res.set({ 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' })
    res.write(`<script nonce="${res.locals.nonce}">`)
    res.write(Buffer.from(`第${++made}次 ${'木棉'.repeat(600)}`))
    res.end('</script>')
  })
  app.get('/gone', (_req, res) => void res.status(404).type('html').send(`${++made}`))
  app.get('/signed', (_req, res) => void res.cookie('a', 'b').type('html').send(`${++made}`))
  app.get('/data', (_req, res) => void res.json({ made: ++made }))
  app.get('/large', (_req, res) => void res.type('html').send(`${++made} ${'x'.repeat(300_000)}`))
  app.get('/breaks', (_req, res) => {
    res.type('html').write(`${++made}`)
    setTimeout(() => res.destroy(), 20)
  })
  server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => void server.close())

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(url + path, { headers })
  return { text: await response.text(), headers: response.headers }
}

test('within a second strangers get the same page, each under the nonce of their own answer', async () => {
  const [first, second] = [await get('/page'), await get('/page')]
  expect(first.text).toContain('nonce="nonce-1">第1次 木棉木棉')
  expect(second.text).toBe(first.text.replace('nonce-1', 'nonce-2'))
  expect(second.headers.get('cache-control')).toBe('no-cache')
  expect(second.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(second.headers.get('content-encoding')).toBe('gzip')
  clock = 999
  expect((await get('/page')).text).toContain('第1次')
  clock = 1_000
  expect((await get('/page')).text).toContain('第2次')
})

test('another address, another host, and whoever carries a cookie get their own', async () => {
  await get('/page')
  expect((await get('/page?before=1')).text).toContain('第2次')
  expect((await get('/page', { Cookie: 'session=x' })).text).toContain('第3次')
  expect((await get('/page')).text, 'what was made for one with a cookie is not handed out').toContain(
    '第1次',
  )
})

test.each(['/gone', '/signed', '/data', '/large'])(
  '%s is made each time: only whole pages are kept',
  async (path) => {
    const [first, second] = [await get(path), await get(path)]
    expect(second.text).not.toBe(first.text)
    expect(made).toBe(2)
  },
)

test('an answer that broke off is not kept', async () => {
  for (let n = 0; n < 2; n++) await expect(get('/breaks')).rejects.toThrow()
  expect(made).toBe(2)
})
