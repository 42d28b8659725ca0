import net from 'node:net'
import { answer } from '../inside/answer.mjs'

export interface ReadersLoad {
  port: number
  path: string
  readers: number
}
/** For one update: how many readers have it or a later one, and when the last of them got it (ms since 1970). */
export interface Arrival {
  id: number
  readers: number
  lastAt: number
}

const marker = Buffer.from('id: ')
const atOnce = 100
const sockets: net.Socket[] = []
let arrivals = new Map<number, Arrival>()
let highest = 0

function note(from: number, to: number, lastAt: number) {
  for (let id = from + 1; id <= to; id++) {
    const arrival = arrivals.get(id)
    if (arrival) {
      arrival.readers += 1
      arrival.lastAt = lastAt
    } else arrivals.set(id, { id, readers: 1, lastAt })
  }
}

/** One reader of the feed: looks for the newest id in what comes, and nothing else. Answers when the first frame is there. */
function read(port: number, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host: '127.0.0.1' })
    sockets.push(socket)
    let newest = -1
    let rest: Buffer | null = null
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('a feed was closed')))
    socket.on('data', (chunk) => {
      const got = rest ? Buffer.concat([rest, chunk]) : chunk
      rest = null
      const at = got.lastIndexOf(marker)
      const end = at < 0 ? -1 : got.indexOf(10, at)
      if (end < 0) {
        rest = Buffer.from(got.subarray(Math.max(0, at < 0 ? got.length - marker.length : at)))
        return
      }
      const id = Number(got.toString('latin1', at + marker.length, end))
      if (newest < 0) resolve()
      else if (id > newest) note(newest, id, performance.timeOrigin + performance.now())
      newest = Math.max(newest, id)
      highest = Math.max(highest, newest)
    })
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost:3000\r\nAccept: text/event-stream\r\n\r\n`)
  })
}

answer({
  async connect({ port, path, readers }: ReadersLoad) {
    for (let n = 0; n < readers; n += atOnce) {
      await Promise.all(Array.from({ length: Math.min(atOnce, readers - n) }, () => read(port, path)))
    }
    arrivals = new Map()
  },
  /** Waits until everyone has update `id`, at most 10 s. */
  async arrivals({ id, readers }: { id: number; readers: number }): Promise<Arrival[]> {
    const until = performance.now() + 10_000
    while ((arrivals.get(id)?.readers ?? 0) < readers && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return [...arrivals.values()]
  },
  async disconnect() {
    for (const socket of sockets.splice(0)) {
      socket.removeAllListeners('close')
      socket.destroy()
    }
    arrivals = new Map()
  },
})
