import { postBatch } from '~/platform/phone/post-batch'
import { type SendEnd, sendOutbox } from '~/platform/phone/send-outbox'
import { mostSalesInBatch } from '../market-limits'
import type { SaleAnswer } from '../sale-answer'
import type { StallPlan } from '../stall-plan'
import { ownReceipts, type TillOutbox } from './keep-till'

const addressOf = (campaign: string) => `/api/v1/market/${campaign}/sales`

const batchOf = (device: string, lastReceipt: number, sales: unknown[], watching: string[] = []) => ({
  device,
  sentAt: new Date().toISOString(),
  lastReceipt,
  sales,
  watching,
})

/**
 * Sends this phone's receipts of the stall in the order of their numbers; each is answered for itself. Where the phone had to
 * take another name meanwhile, the rows that it wrote under earlier ones go first.
 */
export async function sendSales(outbox: TillOutbox, plan: StallPlan): Promise<SendEnd> {
  const ofStall = (await outbox.list()).filter(
    ({ item, state }) => item.campaign === plan.campaign && item.stall === plan.stall && state === 'waiting',
  )
  for (const device of new Set(ofStall.map(({ item }) => item.device))) {
    const end = await sendRow(outbox, plan.campaign, device)
    if (!('ended' in end)) return end
  }
  return { ended: 'sent' }
}

async function sendRow(outbox: TillOutbox, campaign: string, device: string): Promise<SendEnd> {
  const own = async () => ownReceipts(await outbox.list(), device).reverse()
  const last = (await own()).at(-1)?.item.sale.receipt ?? 0
  return sendOutbox({
    outbox: { ...outbox, list: own },
    post: (entries) =>
      postBatch<SaleAnswer>(
        addressOf(campaign),
        batchOf(
          device,
          last,
          entries.map((e) => e.item.sale),
        ),
      ),
    isKept: (answer) => answer.result !== 'refused',
    unreadable: { id: '', result: 'refused', reason: 'unreadable' },
    most: mostSalesInBatch,
  })
}

/** What was paid of a receipt by QR, in whole fen as text; null while nothing has arrived, or without a signal. */
export async function askIfPaid(
  { campaign, device, lastReceipt }: Pick<StallPlan, 'campaign' | 'device' | 'lastReceipt'>,
  sale: string,
): Promise<string | null> {
  try {
    const response = await fetch(addressOf(campaign), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(batchOf(device, lastReceipt, [], [sale])),
    })
    if (!response.ok) return null
    const { paid } = (await response.json()) as { paid: { sale: string; amountFen: string }[] }
    return paid.find((p) => p.sale === sale)?.amountFen ?? null
  } catch {
    return null
  }
}
