import http from 'node:http'
import net from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { endFeeds } from '~/live/end-feeds.server'
import type { LiveTotals, Snapshot } from '~/live/live-totals.server'
import { serveFeed } from '~/live/serve-feed.server'
import { openFeed } from '../http/feed'
import { until } from '../http/server'

/** Totals that are published by hand: the feed's own behaviour, without a database behind it. */
function publisher() {
  const readers = new Set<(s: Snapshot) => void>()
  let newest = snapshot(0)
  const live: Pick<LiveTotals, 'find' | 'subscribe' | 'readers'> = {
    find: async (campaign) => (campaign === 'walk-11' ? newest : null),
    subscribe(_, reader) {
      readers.add(reader)
      return () => readers.delete(reader)
    },
    readers: () => readers.size,
  }
  return {
    live: live as LiveTotals,
    publish(treeSize: number, padding = '', movedSinceSeal = false) {
      newest = snapshot(treeSize, padding, movedSinceSeal)
      for (const reader of [...readers]) reader(newest)
    },
  }
}

function snapshot(treeSize: number, padding = '', movedSinceSeal = false): Snapshot {
  const json = JSON.stringify({ treeSize, padding })
  const frame = Buffer.from(`id: ${treeSize}\nevent: totals\ndata: ${json}\n\n`)
  return { totals: { treeSize } as Snapshot['totals'], json, etag: `"${treeSize}"`, frame, movedSinceSeal }
}

let server: http.Server
let url: string
let at: ReturnType<typeof publisher>
beforeEach(async () => {
  at = publisher()
  server = http.createServer((req, res) => void serveFeed(at.live, req.url!.slice(1), req, res))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})
const ids = (feed: { events: { id: string }[] }) => feed.events.map((e) => Number(e.id))

test('a new reader gets the figures as they are, then every move', async () => {
  at.publish(3)
  const feed = await openFeed(`${url}/walk-11`)
  await feed.nth(1)
  at.publish(4)
  at.publish(5)
  await feed.nth(3)
  expect(ids(feed)).toEqual([3, 4, 5])
  feed.close()
})

test('a reader in step gets nothing until something moves; one in step with a size at which pending money moved does', async () => {
  at.publish(3)
  const quiet = await openFeed(`${url}/walk-11`, '3')
  await until('it is subscribed', () => at.live.readers() === 1)
  at.publish(3, '', true)
  const told = await openFeed(`${url}/walk-11`, '3')
  await told.nth(1)
  at.publish(4)
  await Promise.all([quiet.nth(2), told.nth(2)])
  expect([ids(quiet), ids(told)]).toEqual([
    [3, 4],
    [3, 4],
  ])
  quiet.close()
  told.close()
})

test('a reader that leaves is forgotten', async () => {
  const feeds = await Promise.all([1, 2, 3].map(() => openFeed(`${url}/walk-11`)))
  await until('all are there', () => at.live.readers() === 3)
  for (const feed of feeds) feed.close()
  await until('none is left', () => at.live.readers() === 0)
  at.publish(1)
})

test('a reader that does not keep up is not queued for without end, and ends with the newest figures', async () => {
  const socket = net.connect(Number(new URL(url).port), '127.0.0.1')
  socket.write('GET /walk-11 HTTP/1.1\r\nHost: x\r\n\r\n')
  await until('it is subscribed', () => at.live.readers() === 1)
  socket.pause()
  const frameBytes = 16_384
  const published = 4_000
  for (let n = 1; n <= published; n++) {
    at.publish(n, 'x'.repeat(frameBytes))
    if (n % 100 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  let received = 0
  let tail = ''
  socket.on('data', (part) => {
    received += part.length
    tail = (tail + part.toString('latin1')).slice(-2 * frameBytes)
  })
  socket.resume()
  await until('the newest figures', () => tail.includes(`id: ${published}\n`))
  expect(received).toBeLessThan((published * frameBytes) / 2)
  socket.destroy()
})

test('an unknown campaign is 404 in JSON, and a question for the head alone ends', async () => {
  const unknown = await fetch(`${url}/nobody`)
  expect([unknown.status, await unknown.json()]).toEqual([
    404,
    { error: 'unknown-campaign', detail: expect.any(String) },
  ])
  const head = await fetch(`${url}/walk-11`, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  expect(at.live.readers()).toBe(0)
})

test('shutting down ends every feed', async () => {
  const response = await fetch(`${url}/walk-11`)
  await until('it is there', () => at.live.readers() === 1)
  endFeeds()
  expect(await response.text()).toContain('id: 0')
  await until('it is gone', () => at.live.readers() === 0)
})
