import type { Outbox, OutboxEntry } from '~/platform/phone/outbox'
import type { SaleAnswer } from '../sale-answer'
import type { StallPlan } from '../stall-plan'
import { type TillReceipt, writeReceipt, writeVoid } from './stall-till'

export type TillOutbox = Outbox<TillReceipt, SaleAnswer>
export type TillEntry = OutboxEntry<TillReceipt, SaleAnswer>

/** One at a time over all tabs of this phone, where the browser has locks; within one tab always. */
let last: Promise<unknown> = Promise.resolve()
function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks
  const locked = async (): Promise<T> => (locks ? locks.request('stall-receipts', work) : work())
  const next: Promise<T> = last.then(locked, locked)
  last = next.catch(() => {})
  return next
}

export type Wish =
  | { write: 'sale'; till: Parameters<typeof writeReceipt>[0]; method: 'cash' | 'qr'; locale: 'zh-CN' | 'en' }
  | { write: 'void'; voided: TillReceipt }

/**
 * Writes the next receipt of this phone's row and stores it before anybody is shown it. Two tabs never write the same number.
 * `in-memory`: the phone's storage is full; it lasts until it was sent, as long as the page stays open.
 */
export function keepReceipt(
  outbox: TillOutbox,
  plan: StallPlan,
  wish: Wish,
  { id, now }: { id: string; now: Date },
): Promise<{ receipt: TillReceipt; stored: 'stored' | 'in-memory' }> {
  return oneAtATime(async () => {
    const receipts = (await outbox.list()).map(({ item }) => item)
    const writing = { plan, receipts, id, now }
    const receipt =
      wish.write === 'void'
        ? writeVoid(wish.voided, writing)
        : writeReceipt(wish.till, wish.method, { ...writing, locale: wish.locale })
    return { receipt, stored: await outbox.put(id, receipt, now.getTime()) }
  })
}

/** This phone's own row, the newest first. */
export const ownReceipts = (entries: readonly TillEntry[], device: string): TillEntry[] =>
  entries.filter((e) => e.item.device === device).sort((a, b) => b.item.sale.receipt - a.item.sale.receipt)
