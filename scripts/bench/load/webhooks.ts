import { createHmac } from 'node:crypto'
import { chargeEvent } from '../house/charge-event'
import { answer } from '../inside/answer.mjs'
import { percentile } from '../measure'
import { drive } from './http-client'

export interface WebhookLoad {
  port: number
  secret: string
  /** Gifts number `from` up to and without `to`. */
  from: number
  to: number
  inFlight: number
}
export interface WebhookResult {
  perSecond: number
  p50: number
  p95: number
  /** How long each took, in ms. */
  latencies: number[]
}

function signed(n: number, seconds: number, secret: string): Buffer {
  const body = chargeEvent(n, seconds)
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return Buffer.from(
    `POST /webhooks/stripe HTTP/1.1\r\nHost: localhost:3000\r\nUser-Agent: Stripe/1.0 (+https://stripe.com/docs/webhooks)\r\nAccept: */*; q=0.5, application/xml\r\nCache-Control: no-cache\r\nContent-Type: application/json; charset=utf-8\r\nStripe-Signature: t=${seconds},v1=${signature}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

let prepared: Buffer[] = []
answer({
  /** Everything that can be done before the clock starts: the provider's work is not ours. */
  prepare({ from, to, secret }: WebhookLoad) {
    const seconds = Math.floor(Date.now() / 1000)
    prepared = Array.from({ length: to - from }, (_, n) => signed(from + n, seconds, secret))
  },
  async go({ port, inFlight }: WebhookLoad): Promise<WebhookResult> {
    let next = 0
    const { perSecond, latencies } = await drive(port, inFlight, () => prepared[next++] ?? null, 200)
    return { perSecond, p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95), latencies }
  },
})
