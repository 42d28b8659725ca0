import { expect } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { giftBooks } from '~/giving/gift-books.server'
import { auditBooks } from '~/ledger/audit-books.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { campaignTotals } from '~/live/campaign-projection.server'
import type { PaymentFact } from '~/payments/gateway'
import type { Database } from '~/platform/db.server'
import { fact, settle, startedGift } from '../giving/support'

export const projections = [campaignTotals]

/** Seals until nothing waits, as the worker does. */
export async function seal(db: Database): Promise<void> {
  while ((await sealEntries(db, projections)).treeSize !== null);
}

/** A gift of `amountFen` with what the provider says about it. */
export async function told(
  db: Database,
  campaign: Campaign,
  amountFen: bigint,
  change: Partial<PaymentFact> = {},
): Promise<string> {
  const shares = [{ fund: 'elders', amountFen }]
  const id = await startedGift(db, campaign, { amountFen, feeCoverFen: 0n, shares, email: '' })
  await settle(db, fact(id, { amountFen: String(amountFen), ...change }))
  return id
}

export const faultsOf = async (db: Database) =>
  (await auditBooks(db, { projections, checks: [giftBooks] })).faults

export const expectCleanBooks = async (db: Database) => expect(await faultsOf(db)).toEqual([])
