import { shanghaiDay } from '~/platform/dates'
import type { BalanceTransaction, ProviderPayout } from '../gateway'

/** One line of a wallet's statement of funds: money of a movement of ours coming or going, or a payout. */
export type Flow = { key: string; payout?: undefined } | { key: string; payout: ProviderPayout }

export interface DayBill {
  /** The day's payments and refunds, the oldest first. `keys` stands beside them: how the statement of funds calls each. */
  movements: BalanceTransaction[]
  keys: string[]
  /** The statement of funds, in its own order. */
  flows: Flow[]
}

const dayMs = 24 * 3600_000
/** A wallet has a day's bills ready by ten in the morning of the next day. */
const readyMs = 10 * 3600_000
/** And keeps them three months. */
const keptDays = 89

/**
 * Reads a wallet's bills of whole days. A bill does not change once it is there: each is fetched once per process. `read` answers null while
 * there is none, and throws when it cannot be had, so that no day is passed over; the next run begins there again.
 */
export function openDayBills(read: (day: string) => Promise<DayBill | null>, now: () => Date) {
  const known = new Map<string, DayBill>()
  const none: DayBill = { movements: [], keys: [], flows: [] }
  const first = () => shanghaiDay(new Date(now().getTime() - keptDays * dayMs))
  const last = () => shanghaiDay(new Date(now().getTime() - dayMs - readyMs))
  const before = (day: string) => shanghaiDay(new Date(Date.parse(`${day}T12:00:00+08:00`) - dayMs))

  async function billOf(day: string): Promise<DayBill> {
    const kept = known.get(day)
    if (kept) return kept
    const bill = await read(day)
    // The newest may only be late: it is asked for again.
    if (bill || day < last()) known.set(day, bill ?? none)
    for (const old of known.keys()) if (old < first()) known.delete(old)
    return bill ?? none
  }
  async function* days(since: Date): AsyncGenerator<DayBill> {
    const from = Math.max(since.getTime(), now().getTime() - keptDays * dayMs)
    for (let at = from; shanghaiDay(new Date(at)) <= last(); at += dayMs)
      yield await billOf(shanghaiDay(new Date(at)))
  }

  /** The bills from the one with the payout before this one to the day of this one; null for a payout that no bill names. */
  async function upTo(payoutRef: string) {
    for (let day = last(); day >= first(); day = before(day)) {
      const bill = await billOf(day)
      if (!bill.flows.some((flow) => flow.payout?.id === payoutRef)) continue
      const bills = [bill]
      let at = before(day)
      while (startOf(bills, payoutRef) === null && at >= first()) {
        bills.unshift(await billOf(at))
        at = before(at)
      }
      return { bills, earlier: at >= first() ? await billOf(at) : none }
    }
    return null
  }

  return {
    async *movements(since: Date): AsyncGenerator<BalanceTransaction> {
      for await (const bill of days(since)) yield* bill.movements
    },
    async *payouts(since: Date): AsyncGenerator<ProviderPayout> {
      for await (const { flows } of days(since)) for (const flow of flows) if (flow.payout) yield flow.payout
    },
    /** What was taken into the account, or went from it, since the payout before this one: that is what it pays out. */
    async *ofPayout(payoutRef: string): AsyncGenerator<BalanceTransaction> {
      const found = await upTo(payoutRef)
      if (!found) return
      const flows = found.bills.flatMap((bill) => bill.flows)
      const end = flows.findIndex((flow) => flow.payout?.id === payoutRef)
      const start = startOf(found.bills, payoutRef) ?? 0
      const passed = countKeys(flows.slice(0, start))
      const wanted = countKeys(flows.slice(start, end))
      // A payment of the last second of a day is in the account on the next.
      const around = [found.earlier, ...found.bills]
      const byKey = new Map<string, BalanceTransaction[]>()
      for (const { movements, keys } of around)
        movements.forEach((movement, n) => {
          byKey.set(keys[n]!, [...(byKey.get(keys[n]!) ?? []), movement])
        })
      for (const [key, often] of wanted) {
        const from = passed.get(key) ?? 0
        yield* (byKey.get(key) ?? []).slice(from, from + often)
      }
    },
  }
}

/** Where what a payout pays out begins: behind the last one before it that did not come back. Null while none is in these bills. */
function startOf(bills: readonly DayBill[], payoutRef: string): number | null {
  const flows = bills.flatMap((bill) => bill.flows)
  const end = flows.findIndex(({ payout }) => payout?.id === payoutRef)
  const back = new Set(flows.flatMap(({ payout }) => (payout?.status === 'failed' ? [payout.id] : [])))
  const before = flows.slice(0, end).findLastIndex(({ payout }) => payout && !back.has(payout.id))
  return before < 0 ? null : before + 1
}

function countKeys(flows: readonly Flow[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { key, payout } of flows) if (!payout && key !== '') counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
