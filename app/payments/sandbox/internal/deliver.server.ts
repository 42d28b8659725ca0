import { createHmac } from 'node:crypto'
import type { Control } from './control'
import { type Delivery, newId, nowS, type SandboxEvent } from './objects'
import type { Store } from './store.server'

export interface DeliverOptions {
  store: Store
  control: Control
  webhookUrl: string
  webhookSecret: string
  retryBaseMs: number
  maxTries: number
}

export interface Deliverer {
  /** Stores events that belong together and sends them, with no promise about their order. */
  emit(events: SandboxEvent[]): void
  /** Sends a stored event once more; false when there is none of that id. */
  resend(eventId: string): boolean
  /** Takes up what an earlier process left undelivered. */
  resume(): void
  stop(): void
}

const inFlightMax = 32
const tryTimeoutMs = 10_000
const backOffMaxMs = 3_600_000
const reorderStepMs = 60

/** Delivers signed webhooks until the other side answers 2xx: exponential back-off, at most `maxTries` tries. */
export function createDeliverer(options: DeliverOptions): Deliverer {
  const { store, control } = options
  const stopping = new AbortController()
  const timers = new Set<NodeJS.Timeout>()
  const ready: string[] = []
  let inFlight = 0

  function schedule(delivery: Delivery) {
    const timer = setTimeout(
      () => {
        timers.delete(timer)
        ready.push(delivery.id)
        next()
      },
      Math.max(0, delivery.nextAt - Date.now()),
    )
    timers.add(timer)
  }

  function next() {
    while (inFlight < inFlightMax && ready.length > 0 && !stopping.signal.aborted) {
      inFlight++
      attempt(ready.shift()!).finally(() => {
        inFlight--
        next()
      })
    }
  }

  async function attempt(id: string) {
    const delivery = store.delivery.get(id)!
    const event = store.event.get(delivery.eventId)!
    const tries = delivery.tries + 1
    const last = tries <= control.failFirst ? 'lost on the way' : await post(event)
    if (stopping.signal.aborted) return // the journal still says waiting: the next process tries again
    const delivered = /^2\d\d$/.test(last)
    const state = delivered ? 'delivered' : tries >= options.maxTries ? 'failed' : 'waiting'
    const nextAt = Date.now() + Math.min(backOffMaxMs, options.retryBaseMs * 2 ** (tries - 1))
    const after: Delivery = { ...delivery, tries, last, state, nextAt }
    store.put('delivery', id, after)
    if (state === 'waiting') schedule(after)
  }

  /** One try, signed with the present time as Stripe does. Redirects count as failures. */
  async function post(event: SandboxEvent): Promise<string> {
    const body = JSON.stringify(event)
    const t = nowS()
    const v1 = createHmac('sha256', options.webhookSecret).update(`${t}.${body}`).digest('hex')
    try {
      const response = await fetch(options.webhookUrl, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': `t=${t},v1=${v1}` },
        redirect: 'manual',
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(tryTimeoutMs)]),
      })
      await response.arrayBuffer()
      return String(response.status)
    } catch (error) {
      return error instanceof Error ? error.name : 'error'
    }
  }

  function deliver(eventId: string, state: Delivery['state'], waitMs: number) {
    const id = newId('dl')
    const delivery: Delivery = { id, eventId, state, tries: 0, nextAt: Date.now() + waitMs, last: '' }
    store.put('delivery', id, delivery)
    if (state === 'waiting') schedule(delivery)
  }

  function isDropped(): boolean {
    if (typeof control.drop === 'boolean') return control.drop
    if (control.drop === 0) return false
    control.drop--
    return true
  }

  return {
    emit(events) {
      for (const event of events) store.put('event', event.id, event)
      for (const [i, event] of events.entries()) {
        const waitMs = control.delayMs + (control.reorder ? (events.length - 1 - i) * reorderStepMs : 0)
        const state = isDropped() ? 'dropped' : 'waiting'
        for (let n = 0; n <= (state === 'dropped' ? 0 : control.duplicate); n++)
          deliver(event.id, state, waitMs)
      }
    },
    resend(eventId) {
      if (!store.event.has(eventId)) return false
      deliver(eventId, 'waiting', 0)
      return true
    },
    resume() {
      for (const delivery of store.delivery.values()) if (delivery.state === 'waiting') schedule(delivery)
    },
    stop() {
      stopping.abort()
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
