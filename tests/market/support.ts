import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { giftBooks } from '~/giving/gift-books.server'
import { type Actor, theSoftware } from '~/identity/actor'
import { findLatePass } from '~/identity/find-late-pass.server'
import { makePass } from '~/identity/make-pass.server'
import { passActor } from '~/identity/pass'
import { auditBooks } from '~/ledger/audit-books.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { campaignTotals } from '~/live/campaign-projection.server'
import { keepSales } from '~/market/keep-sales.server'
import { marketBooks } from '~/market/market-books.server'
import type { SaleItemJson } from '~/market/sale'
import { setUpStalls } from '~/market/set-up-stalls.server'
import { stallPlace } from '~/market/stall'
import { takeUpStallDevice } from '~/market/take-up-stall-device.server'
import type { Database } from '~/platform/db.server'
import { openWalk } from '../giving/support'

/** Half past ten in the morning of 8 March 2026 in Shanghai. */
export const now = new Date('2026-03-08T02:30:00Z')
export const day = '2026-03-08'
export const stalls = [
  { key: 's1', number: 1, nameZh: '绣品摊', nameEn: 'Embroidery', organisation: '南村妇联', fund: 'elders' },
  { key: 's2', number: 2, nameZh: '糖水摊', nameEn: 'Sweet soups', organisation: '糖水铺', fund: 'children' },
]

/** An open campaign with two stalls. */
export async function openMarket(db: Database): Promise<Campaign> {
  const campaign = await openWalk(db)
  expect(await setUpStalls(db, theSoftware, { campaign: campaign.slug, stalls })).toEqual({
    ok: true,
    added: 2,
  })
  return campaign
}

/** A stall volunteer's pass as the phone that carries it is known. */
export async function passAt(db: Database, stall: string, more: object = {}, by: Actor = theSoftware) {
  const { nameZh } = stalls.find(({ key }) => key === stall)!
  const made = await db.transaction((tx) =>
    makePass(
      tx,
      by,
      {
        id: randomUUID(),
        role: 'stall-volunteer',
        campaign: 'walk-11',
        place: nameZh,
        placeKey: stallPlace(stall),
        label: '陈阿姨',
        validOn: day,
        ...more,
      },
      now,
    ),
  )
  if (!made.ok) throw new Error(made.reason)
  const late = await findLatePass(db, made.secret, now)
  if (!late.ok) throw new Error(late.reason)
  return { ...late, passId: made.passId, secret: made.secret, actor: passActor(late.pass, '192.0.2.9') }
}
export type Carried = Awaited<ReturnType<typeof passAt>>

/** A phone that sells: writes receipts while it is offline, and sends them when told to. */
export async function phoneAt(db: Database, carried: Carried, device: string = randomUUID()) {
  const taken = await takeUpStallDevice(db, carried.actor, { pass: carried.pass, device }, now)
  if (!taken.ok) throw new Error(taken.reason)
  let receipt = taken.lastReceipt
  return {
    device,
    number: taken.number,
    sell: (amountFen: bigint, more: Partial<SaleItemJson> = {}): SaleItemJson => ({
      id: randomUUID(),
      receipt: ++receipt,
      kind: 'sale',
      method: 'cash',
      amountFen: String(amountFen),
      tenderedFen: null,
      lines: [],
      voids: null,
      claimedAt: now.toISOString(),
      ...more,
    }),
    send: (
      sales: unknown[],
      { at = now, ...more }: { at?: Date; sentAt?: string; watching?: string[] } = {},
    ) =>
      keepSales(
        db,
        carried.actor,
        {
          ...carried,
          batch: { device, sentAt: at.toISOString(), lastReceipt: receipt, sales, watching: [], ...more },
        },
        at,
      ),
  }
}
export type Phone = Awaited<ReturnType<typeof phoneAt>>
export const reversalOf = (sale: SaleItemJson): Partial<SaleItemJson> => ({
  kind: 'void',
  method: sale.method,
  amountFen: `-${sale.amountFen}`,
  voids: sale.id,
})

export const person = (id: string, role: Actor['grants'][number]['role'], scope = '*'): Actor => ({
  kind: 'person',
  id,
  name: id,
  from: '192.0.2.3',
  grants: [{ role, scope, standsInFor: null }],
})

const projections = [campaignTotals]
/** Seals until nothing waits, as the worker does. */
export async function seal(db: Database): Promise<void> {
  while ((await sealEntries(db, projections)).treeSize !== null);
}
export const faultsOf = async (db: Database) =>
  (await auditBooks(db, { projections, checks: [giftBooks, marketBooks] })).faults

/** The campaign's total, sealed: confirmed and pending, whole fen. */
export async function totals(db: Database): Promise<{ confirmed: bigint; pending: bigint }> {
  await seal(db)
  const [row] = await db.query<{ confirmed: bigint; pending: bigint }>(
    `SELECT confirmed_fen AS confirmed, pending_fen AS pending FROM live_campaign_total WHERE campaign = 'walk-11'`,
  )
  return row ?? { confirmed: 0n, pending: 0n }
}
