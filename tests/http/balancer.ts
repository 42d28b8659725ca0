import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** One answered or broken request, as the balancer saw it. */
export interface Passed {
  path: string
  body: string
  /** Null when the server broke the connection off. */
  status: number | null
}

const patienceMs = 8_000

export interface Balancer {
  url: string
  /** The server that gets the requests; null: they wait for one, for a while, and are told 502 then. */
  target: string | null
  inFlight(): number
  passed: Passed[]
  stop(): Promise<void>
}

/** What stands in front of the web processes: passes requests on to one of them and keeps account of every answer. */
export async function startBalancer(): Promise<Balancer> {
  const agent = new http.Agent({ keepAlive: false })
  const passed: Passed[] = []
  let inFlight = 0
  const door = http.createServer(async (req, res) => {
    const parts: Buffer[] = []
    for await (const part of req) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const end = (status: number | null) => {
      passed.push({ path: req.url!, body: body.toString(), status })
      if (status === null) res.headersSent ? res.destroy() : res.writeHead(502).end()
    }
    for (const giveUp = Date.now() + patienceMs; !balancer.target && Date.now() < giveUp; ) await sleep(20)
    if (!balancer.target) return end(null)
    inFlight++
    try {
      const answer = await ask(balancer.target, req, body)
      res.writeHead(answer.status, answer.headers).end(answer.body)
      end(answer.status)
    } catch {
      end(null)
    } finally {
      inFlight--
    }
  })

  function ask(target: string, req: http.IncomingMessage, body: Buffer) {
    return new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }>(
      (resolve, reject) => {
        const { host: _host, connection: _connection, ...rest } = req.headers
        const headers = { ...rest, 'content-length': String(body.length) }
        http
          .request(target + req.url, { method: req.method, headers, agent }, async (res) => {
            try {
              const parts: Buffer[] = []
              for await (const part of res) parts.push(part as Buffer)
              const { 'transfer-encoding': _chunked, connection: _kept, ...answered } = res.headers
              resolve({ status: res.statusCode!, headers: answered, body: Buffer.concat(parts) })
            } catch (error) {
              reject(error)
            }
          })
          .on('error', reject)
          .end(body)
      },
    )
  }

  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const balancer: Balancer = {
    url: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    target: null,
    inFlight: () => inFlight,
    passed,
    async stop() {
      door.closeAllConnections()
      await new Promise((resolve) => door.close(resolve))
    },
  }
  return balancer
}
