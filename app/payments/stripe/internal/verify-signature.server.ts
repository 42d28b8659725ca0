import Stripe from 'stripe'
import type { Gateway } from '../../gateway'
import { readEvent } from './read-event'

const toleranceS = 300
const anyAge = 0

/**
 * Checks `Stripe-Signature` (HMAC-SHA256 over "time.body"; any `v1` entry may match, so that a secret can be rolled)
 * and reads the event. A refused one is checked once more at any age, to tell stale (signed with our secret: a replay,
 * or a clock that is off) from forged without reading the library's messages or parsing its header a second way.
 */
export function verifySignature(
  secret: string,
  rawBody: Buffer,
  header: string | undefined,
  nowS: number,
  live?: boolean,
): ReturnType<Gateway['verifyWebhook']> {
  if (!header) return { ok: false, reason: 'signature-missing' }
  const body = rawBody.toString('utf8')
  if (!signedWithin(toleranceS, secret, body, header, nowS)) {
    const stale = signedWithin(anyAge, secret, body, header, nowS)
    return { ok: false, reason: stale ? 'signature-stale' : 'signature-invalid' }
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    return { ok: false, reason: 'payload-invalid' }
  }
  const event = readEvent(parsed, body, live)
  return event ? { ok: true, event } : { ok: false, reason: 'payload-invalid' }
}

/** Whatever a hostile header provokes in the library, it did not verify. */
function signedWithin(ageS: number, secret: string, body: string, header: string, nowS: number): boolean {
  try {
    return Stripe.webhooks.signature!.verifyHeader(body, header, secret, ageS, undefined, nowS * 1000)
  } catch {
    return false
  }
}
