// The least that a Node process can do for a crowd: keep each response in a set and write the same bytes to all of them.
import http from 'node:http'
import { answer } from './answer.mjs'

const open = new Set()
let newest = Buffer.from('id: 0\nevent: totals\ndata: {}\n\n')

const server = http.createServer((_req, res) => {
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
    'Access-Control-Allow-Origin': '*',
  })
  res.write('retry: 2000\n\n')
  res.write(newest)
  open.add(res)
  res.on('close', () => open.delete(res))
})
server.listen(0, '127.0.0.1', () => {
  answer({
    port: () => server.address().port,
    readers: () => open.size,
    broadcast({ frame }) {
      newest = Buffer.from(frame)
      for (const res of open) res.write(newest)
    },
  })
})
