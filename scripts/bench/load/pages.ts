import { answer } from '../inside/answer.mjs'
import { percentile } from '../measure'
import { drive, getRequest } from './http-client'

export interface PageLoad {
  port: number
  path: string
  inFlight: number
  ms: number
  /** Ends earlier after this many. */
  most?: number
  headers?: string
}
export interface PageResult {
  count: number
  perSecond: number
  p50: number
  p95: number
  /** What one answer's body takes on the wire. */
  bytes: number
  /** How long each took, in ms. */
  latencies: number[]
}

answer({
  async go({
    port,
    path,
    inFlight,
    ms,
    most = Number.POSITIVE_INFINITY,
    headers,
  }: PageLoad): Promise<PageResult> {
    const request = getRequest(path, headers)
    const until = performance.now() + ms
    let sent = 0
    const next = () => (performance.now() < until && sent++ < most ? request : null)
    const { perSecond, latencies, bytes } = await drive(port, inFlight, next, 200)
    return {
      count: latencies.length,
      perSecond,
      p50: percentile(latencies, 0.5),
      p95: percentile(latencies, 0.95),
      bytes,
      latencies,
    }
  },
})
