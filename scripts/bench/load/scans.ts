import { newCardId } from '~/walks/card-id'
import { answer } from '../inside/answer.mjs'
import { percentile } from '../measure'
import { drive, openClient } from './http-client'

export interface ScanLoad {
  port: number
  campaign: string
  code: string
  batches: number
  /** Scans in one batch, each of another card. */
  each: number
}
export interface ScanResult {
  batchesPerSecond: number
  p50: number
  p95: number
  latencies: number[]
}

function request({ campaign, code, each }: ScanLoad): Buffer {
  const now = Date.now()
  const at = Math.floor(now / 1_000) * 1_000
  const scans = Array.from({ length: each }, () => ({ card: newCardId(), at, code }))
  const body = JSON.stringify({ sentAt: now, scans })
  return Buffer.from(
    `POST /api/v1/walks/${campaign}/scans HTTP/1.1\r\nHost: localhost:3000\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
}

let prepared: Buffer[] = []
answer({
  prepare(load: ScanLoad) {
    prepared = Array.from({ length: load.batches }, () => request(load))
  },
  async go({ port, inFlight }: { port: number; inFlight: number }): Promise<ScanResult> {
    let next = 0
    const { perSecond, latencies } = await drive(port, inFlight, () => prepared[next++] ?? null, 200)
    return {
      batchesPerSecond: perSecond,
      p50: percentile(latencies, 0.5),
      p95: percentile(latencies, 0.95),
      latencies,
    }
  },
  /** One after the other at a fixed pace, whatever the last one took. */
  async pace({ port, everyMs }: { port: number; everyMs: number }): Promise<number[]> {
    const clients = await Promise.all(Array.from({ length: 16 }, () => openClient(port)))
    const turns: Promise<unknown>[] = clients.map(() => Promise.resolve())
    const from = performance.now()
    const latencies = await Promise.all(
      prepared.map(async (one, n) => {
        const due = from + n * everyMs
        await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
        // Sixteen connections take turns; where one has not answered before its next turn, that one waits, which counts.
        const nth = n % clients.length
        const sent = turns[nth]!.then(() => clients[nth]!.send(one))
        turns[nth] = sent
        const { status } = await sent
        if (status !== 200) throw new Error(`answered ${status}`)
        return performance.now() - due
      }),
    )
    for (const client of clients) client.close()
    return latencies
  },
})
