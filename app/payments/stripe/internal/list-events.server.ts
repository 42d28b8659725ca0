import type Stripe from 'stripe'
import { log } from '~/platform/log.server'
import type { ProviderEvent } from '../../gateway'
import { readEvent, tellingTypes } from './read-event'
import type { SortFault } from './sort-fault.server'

const pageSize = 100

/**
 * Walks Stripe's event list from after `cursor` to the newest, oldest first, asking only for types that say something
 * about a gift. Stripe lists newest first and keeps 30 days; `ending_before` is the page of events just newer than an
 * id. A cursor that Stripe no longer knows is treated as none: reading twice is harmless, a hole is not.
 * Throws when Stripe does not list; what Stripe said is in the log.
 */
export async function* listEvents(
  stripe: Stripe,
  sortFault: SortFault,
  cursor: string | null,
  live?: boolean,
): AsyncGenerator<ProviderEvent> {
  async function list(over: Stripe.EventListParams) {
    try {
      return await stripe.events.list({ limit: pageSize, types: tellingTypes, ...over })
    } catch (error) {
      return sortFault(error, 'list events')
    }
  }
  let after = cursor
  for (;;) {
    if (after === null) {
      const oldest = await oldestEvent(list)
      if (!oldest) return
      yield* readAll([oldest], live)
      after = oldest.id
      continue
    }
    const page = await list({ ending_before: after })
    if (page === 'unknown' && after === cursor) {
      after = null
      continue
    }
    if (typeof page === 'string') throw notListed(page)
    yield* readAll(page.data.toReversed(), live)
    const newest = page.data[0]
    if (!newest || !page.has_more) return
    after = newest.id
  }
}

type List = (over: Stripe.EventListParams) => Promise<Stripe.ApiList<Stripe.Event> | ReturnType<SortFault>>

/** The library's own error stays out of logs further up: its message can quote a part of the key. */
const notListed = (fault: string) => new Error(`Stripe did not list its events: ${fault}`)

/** Two walks of a long list instead of one list in memory. */
async function oldestEvent(list: List): Promise<Stripe.Event | undefined> {
  let oldest: Stripe.Event | undefined
  for (;;) {
    const page = await list(oldest ? { starting_after: oldest.id } : {})
    if (typeof page === 'string') throw notListed(page)
    oldest = page.data.at(-1) ?? oldest
    if (!page.has_more) return oldest
  }
}

/** What is no event at all is said and passed over: it must not stop those behind it. */
function* readAll(events: Stripe.Event[], live: boolean | undefined) {
  for (const raw of events) {
    const event = readEvent(raw, JSON.stringify(raw), live)
    if (event) yield event
    else log.error({ event: String(raw.id).slice(0, 80) }, 'the provider listed an event that cannot be read')
  }
}
