import { shanghaiDay } from '~/platform/dates'
import type { BalanceTransaction } from '../../gateway'
import type { CallApi } from './call-api.server'
import { readBill } from './read-bill'

const dayMs = 24 * 3600_000
/** WeChat has a day's bill ready by ten in the morning of the next day, and keeps it three months. */
const readyMs = 10 * 3600_000
const keptDays = 89

/**
 * Reads the bills of whole days. A bill does not change once it is there: each is fetched once per process. Throws when one cannot be
 * had, so that no day is passed over; the next run begins there again.
 */
export function billReader(
  call: CallApi,
  download: (bill: Record<string, unknown>) => Promise<string>,
  now: () => Date,
): (since: Date) => AsyncGenerator<BalanceTransaction> {
  const read = new Map<string, BalanceTransaction[]>()
  async function billOf(day: string, isLast: boolean): Promise<BalanceTransaction[]> {
    const known = read.get(day)
    if (known) return known
    const target = `/v3/bill/tradebill?bill_date=${day}&bill_type=ALL`
    const asked = await call('ask for a bill', 'GET', target)
    if (!asked.ok && asked.reason !== 'unknown')
      throw new Error(`WeChat Pay has no bill for us: ${asked.reason}`)
    const movements = asked.ok ? readBill(await download(asked.body)) : []
    // The newest may only be late: it is asked for again.
    if (asked.ok || !isLast) read.set(day, movements)
    return movements
  }
  return async function* (since) {
    const last = shanghaiDay(new Date(now().getTime() - dayMs - readyMs))
    const first = Math.max(since.getTime(), now().getTime() - keptDays * dayMs)
    for (let at = first; shanghaiDay(new Date(at)) <= last; at += dayMs) {
      const day = shanghaiDay(new Date(at))
      yield* await billOf(day, day === last)
    }
    for (const day of read.keys()) if (day < shanghaiDay(new Date(first))) read.delete(day)
  }
}
