import net from 'node:net'

/**
 * One kept connection that sends prepared requests one after the other. Bytes in, bytes out: on a small machine every
 * microsecond of the generator is taken from what it measures, and pgbench, which it is held against, is a C program.
 */
export interface HttpClient {
  /** Sends a whole request and answers when the whole response is there. */
  send(request: Buffer): Promise<{ status: number; bytes: number; body: string }>
  close(): void
}

const headEnd = Buffer.from('\r\n\r\n')
const lastChunk = Buffer.from('0\r\n\r\n')

export async function openClient(port: number, keepBody = false): Promise<HttpClient> {
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true })
  let got: Buffer = Buffer.alloc(0)
  let settle: {
    resolve(answer: { status: number; bytes: number; body: string }): void
    reject(e: Error): void
  } | null
  const fail = (error: Error) => {
    settle?.reject(error)
    settle = null
  }
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the server closed the connection')))
  socket.on('data', (chunk) => {
    got = got.length === 0 ? chunk : Buffer.concat([got, chunk])
    const end = got.indexOf(headEnd)
    if (end < 0) return
    const head = got.toString('latin1', 0, end)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)
    const bodyAt = end + headEnd.length
    const whole = length
      ? got.length >= bodyAt + Number(length[1])
      : got.length >= bodyAt + lastChunk.length && got.subarray(-lastChunk.length).equals(lastChunk)
    if (!whole) return
    const answer = {
      status: Number(head.slice(9, 12)),
      bytes: got.length - bodyAt,
      body: keepBody ? got.toString('utf8', bodyAt) : '',
    }
    got = Buffer.alloc(0)
    const { resolve } = settle!
    settle = null
    resolve(answer)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  return {
    send(request) {
      return new Promise((resolve, reject) => {
        settle = { resolve, reject }
        socket.write(request)
      })
    },
    close() {
      settle = null
      socket.destroy()
    },
  }
}

export const getRequest = (path: string, headers = '') =>
  Buffer.from(`GET ${path} HTTP/1.1\r\nHost: localhost:3000\r\nAccept: */*\r\n${headers}\r\n`)

/** Keeps `inFlight` requests under way until `next` has no more; answers how long each took, in ms. */
export async function drive(port: number, inFlight: number, next: () => Buffer | null, status: number) {
  const clients = await Promise.all(Array.from({ length: inFlight }, () => openClient(port)))
  const latencies: number[] = []
  let bytes = 0
  const from = performance.now()
  await Promise.all(
    clients.map(async (client) => {
      for (let request = next(); request; request = next()) {
        const at = performance.now()
        const answer = await client.send(request)
        if (answer.status !== status) throw new Error(`answered ${answer.status}`)
        latencies.push(performance.now() - at)
        bytes = answer.bytes
      }
    }),
  )
  const ms = performance.now() - from
  for (const client of clients) client.close()
  return { ms, latencies, bytes, perSecond: (latencies.length * 1000) / ms }
}
