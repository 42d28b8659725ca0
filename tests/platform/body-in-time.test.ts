import http from 'node:http'
import net from 'node:net'
import express from 'express'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bodyInTime } from '~/platform/body-in-time.server'

let server: http.Server
let answered: string[]
beforeEach(async () => {
  answered = []
  const app = express()
  app.use(bodyInTime(300, 900, (path) => path.startsWith('/slow')))
  app.post('/slow/early', (_req, res) => void res.status(404).end('no'))
  app.post('*', async (req, res) => {
    let text = ''
    try {
      for await (const part of req) text += part
    } catch {
      return // cut off
    }
    answered.push(text)
    res.end('all of it')
  })
  server = http.createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

/** Sends a head and the beginning of a body of ten letters, then a letter each `everyMs`; settles when the connection ends. */
function trickle(path: string, everyMs: number, letters = 9): Promise<string> {
  const { port } = server.address() as net.AddressInfo
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    let got = ''
    let left = letters
    socket.on('data', (data) => {
      got += data
    })
    socket.on('error', () => {})
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 10\r\n\r\na`)
    const timer = setInterval(() => {
      if (left-- > 0 && socket.writable) socket.write('b')
    }, everyMs)
    socket.on('close', () => {
      clearInterval(timer)
      resolve(got)
    })
  })
}

test('a form that arrives in time is answered', async () => {
  expect(await trickle('/form', 5)).toContain('all of it')
})

test('a form that trickles in for ever is cut off, and nothing of it is taken', async () => {
  expect(await trickle('/form', 120)).toBe('')
  expect(answered).toEqual([])
})

test('an upload may take longer, as long as something comes', async () => {
  expect(await trickle('/slow/upload', 120)).toContain('all of it')
  expect(answered).toEqual(['abbbbbbbbb'])
})

test('an upload that stands still is cut off', async () => {
  expect(await trickle('/slow/upload', 50, 3)).toBe('')
  expect(answered).toEqual([])
})

test('who was refused before the end of an upload does not hold the connection', async () => {
  expect(await trickle('/slow/early', 200)).toContain('404')
})
