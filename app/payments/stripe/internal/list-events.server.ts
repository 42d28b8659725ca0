import type Stripe from 'stripe'
import type { ProviderEvent } from '../../gateway'
import { factTypes, readEvent } from './read-event'
import { stripeFault } from './stripe-fault.server'

const pageSize = 100

/**
 * Walks Stripe's event list from after `cursor` to the newest, oldest first, asking only for types that say something
 * about a gift. Stripe lists newest first and keeps 30 days; `ending_before` is the page of events just newer than an
 * id. A cursor that Stripe no longer knows is treated as none: reading twice is harmless, a hole is not.
 */
export async function* listEvents(stripe: Stripe, cursor: string | null): AsyncGenerator<ProviderEvent> {
  let after = cursor
  for (;;) {
    let page: Stripe.ApiList<Stripe.Event>
    if (after === null) {
      const oldest = await oldestEvent(stripe)
      if (!oldest) return
      yield* readAll([oldest])
      after = oldest.id
      continue
    }
    try {
      page = await stripe.events.list({ limit: pageSize, types: factTypes, ending_before: after })
    } catch (error) {
      if (after !== cursor || stripeFault(error) !== 'unknown') throw error
      after = null
      continue
    }
    yield* readAll(page.data.toReversed())
    const newest = page.data[0]
    if (!newest || !page.has_more) return
    after = newest.id
  }
}

/** Two walks of a long list instead of one list in memory. */
async function oldestEvent(stripe: Stripe): Promise<Stripe.Event | undefined> {
  let oldest: Stripe.Event | undefined
  for (;;) {
    const page: Stripe.ApiList<Stripe.Event> = await stripe.events.list({
      limit: pageSize,
      types: factTypes,
      ...(oldest && { starting_after: oldest.id }),
    })
    oldest = page.data.at(-1) ?? oldest
    if (!page.has_more) return oldest
  }
}

function* readAll(events: Stripe.Event[]) {
  for (const raw of events) {
    const event = readEvent(raw, JSON.stringify(raw))
    if (!event) throw new Error(`Stripe listed an event that cannot be read: ${String(raw.id)}`)
    yield event
  }
}
