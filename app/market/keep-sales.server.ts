import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import type { LatePass } from '~/identity/find-late-pass.server'
import { lateNewsEnd, placeScope } from '~/identity/pass'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { contentOf, type Frame, flagsOf, judgeSale } from './internal/judge-sale'
import { type FreshSale, findKnown, storeSales } from './internal/store-sales.server'
import { listPaid } from './list-paid.server'
import { type SaleItem, saleBatch, saleItem } from './sale'
import type { SaleAnswer, SaleRefusal, SalesAnswered } from './sale-answer'
import { stallOfPlace } from './stall'

const lockDevice = `
  SELECT d.ended_at IS NOT NULL AS ended, c.state = 'settled' AS settled
    FROM market_device d JOIN campaigns_campaign c ON c.slug = d.campaign
   WHERE d.id = $1::uuid AND d.campaign = $2 AND d.stall = $3 FOR UPDATE OF d`
const raiseAlert = 'SELECT platform_alert($1, $2, $3::jsonb)::text'

/**
 * Takes in what a stall's phone sold since it was last heard. Each receipt is judged for itself (`SaleAnswer`): kept once,
 * however often, in whatever order and from however many tabs it comes; an id or a number that returns with other content is
 * refused and alerted. A receipt made before its day was over is kept as any other, one made later is kept and flagged, and so
 * is all that comes once its pass was taken back, whenever it says it was made: cash that was taken is never lost. When a sale happened is what its phone's clock said, corrected by
 * how far that clock is off now. Cash moves the campaign's pending total in the same statement.
 * Refuses `not-allowed`, `pass-over` (it comes later than three days after its pass's day: the desk books such cash by hand),
 * `invalid` (the batch itself), `unknown-device` (it never took up this stall: do that, then send again).
 */
export async function keepSales(
  db: Database,
  by: Actor,
  { pass, beganAt, endsAt, revoked, batch: typed }: LatePass & { batch: unknown },
  now = new Date(),
): Promise<Outcome<SalesAnswered, 'not-allowed' | 'pass-over' | 'invalid' | 'unknown-device'>> {
  const { campaign, place, placeKey } = pass
  const stall = stallOfPlace(placeKey)
  if (stall === null || !can(by, 'sale.keep', { campaign, place: placeScope(campaign, place) }))
    return { ok: false, reason: 'not-allowed' }
  if (now >= lateNewsEnd(pass)) return { ok: false, reason: 'pass-over' }
  const parsed = saleBatch.safeParse(typed)
  if (!parsed.success) return { ok: false, reason: 'invalid' }
  const { device, sentAt, watching, sales, lastReceipt } = parsed.data
  const offsetMs = Date.parse(sentAt) - now.getTime()
  return db.transaction(async (tx) => {
    const [found] = await tx.query<{ ended: boolean; settled: boolean }>(lockDevice, [
      device,
      campaign,
      stall,
    ])
    if (!found) return { ok: false, reason: 'unknown-device' }
    const frame: Frame = { beganAt, endsAt, revoked, deviceEnded: found.ended, settled: found.settled }
    const read = sales.map((sale) => saleItem.safeParse(sale))
    const known = await findKnown(
      tx,
      device,
      read.flatMap((r) => (r.success ? [r.data] : [])),
    )
    const answers = sales.map(
      (sale): SaleAnswer => ({ id: idOf(sale), result: 'refused', reason: 'unreadable' }),
    )
    const fresh: FreshSale[] = []
    for (const [place, sale] of byReceipt(read)) {
      const { id } = sale
      const judged = judgeSale(device, sale, known)
      answers[place] = judged.result === 'refused' ? { id, ...judged } : { id, result: judged.result }
      if (judged.result === 'refused' && toldOf.includes(judged.reason)) {
        const detail = { campaign, stall, device, reason: judged.reason }
        await tx.query(raiseAlert, ['sale-differs', id, JSON.stringify(detail)])
      }
      if (judged.result !== 'kept') continue
      known.push({ ...sale, device, content: contentOf(device, sale) })
      const happenedAt = happened(sale, offsetMs, now)
      fresh.push({ sale, happenedAt, flags: flagsOf(sale, happenedAt, frame) })
    }
    const arrived = await storeSales(tx, { campaign, stall, device, fresh, lastReceipt, offsetMs, now })
    return { ok: true, answers, arrived, paid: await listPaid(tx, campaign, watching) }
  })
}

/** What can only come of a fault or a forgery. */
const toldOf: readonly SaleRefusal[] = ['differs', 'number-taken']

/** Those that can be read with their places, in the order of their numbers, so that a void finds what it reverses. */
const byReceipt = (read: readonly { data?: SaleItem }[]): [number, SaleItem][] =>
  read
    .flatMap(({ data }, place): [number, SaleItem][] => (data ? [[place, data]] : []))
    .sort(([, a], [, b]) => a.receipt - b.receipt)

const idOf = (sale: unknown): string =>
  sale !== null && typeof sale === 'object' && 'id' in sale && typeof sale.id === 'string'
    ? sale.id.slice(0, 64)
    : ''

/** The phone's word by the server's clock; never later than now, and never before there were phones. */
const happened = (sale: SaleItem, offsetMs: number, now: Date): Date =>
  new Date(Math.max(0, Math.min(Date.parse(sale.claimedAt) - offsetMs, now.getTime())))
