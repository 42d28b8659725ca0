import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { bankBooks } from '~/giving/bank-books.server'
import type { BatchKind } from '~/giving/batch'
import { emptyLine, type LineFields } from '~/giving/batch-form'
import { countBatch } from '~/giving/count-batch.server'
import { enterBatchLine } from '~/giving/enter-batch-line.server'
import { giftBooks } from '~/giving/gift-books.server'
import { offlineBooks } from '~/giving/offline-books.server'
import { openBatch } from '~/giving/open-batch.server'
import { recountBatch } from '~/giving/recount-batch.server'
import type { Actor } from '~/identity/actor'
import { auditBooks } from '~/ledger/audit-books.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { campaignTotals } from '~/live/campaign-projection.server'
import { parseYuan } from '~/money/fen'
import type { Database } from '~/platform/db.server'
import { actor } from '../payments/bank-desk'

/** Three people at the desk. */
export const mei = actor('organiser', 'mei')
export const bo = actor('treasurer', 'bo')
export const an = actor('administrator', 'an')

export const fen = (yuan: string): bigint => {
  const read = parseYuan(yuan)
  if (!read.ok) throw new Error(read.reason)
  return read.fen
}

export const today = '2026-11-27'

export async function beginBatch(
  db: Database,
  by: Actor,
  change: { kind?: BatchKind; to?: string; receivedOn?: string; place?: string } = {},
): Promise<string> {
  const fields = { kind: 'cash', place: '起点服务台', to: 'walk-11', receivedOn: '2026-03-07', ...change }
  const opened = await openBatch(db, by, { fields: { formId: randomUUID(), ...fields }, today })
  if (!opened.ok) throw new Error(JSON.stringify(opened))
  return opened.id
}

export async function enterLine(
  db: Database,
  by: Actor,
  batchId: string,
  amount: string,
  change: Partial<LineFields> = {},
): Promise<string> {
  const fields = { ...emptyLine(randomUUID()), amount, ...change }
  const entered = await enterBatchLine(db, by, { batchId, fields, locale: 'zh-CN' })
  if (!entered.ok) throw new Error(JSON.stringify(entered))
  return entered.lineId
}

/** A batch that two people have counted alike. */
export async function countedBatch(
  db: Database,
  amounts: readonly string[],
  change: Parameters<typeof beginBatch>[2] & { line?: Partial<LineFields> } = {},
): Promise<{ id: string; lines: string[] }> {
  const { line, ...rest } = change
  const id = await beginBatch(db, mei, rest)
  const lines: string[] = []
  for (const amount of amounts) lines.push(await enterLine(db, mei, id, amount, line))
  const countedFen = amounts.reduce((sum, amount) => sum + fen(amount), 0n)
  expect(await countBatch(db, mei, { batchId: id, countedFen })).toEqual({ ok: true })
  expect(await recountBatch(db, bo, { batchId: id, countedFen })).toMatchObject({ ok: true, agreed: true })
  return { id, lines }
}

export async function totalsOf(db: Database, campaign = 'walk-11') {
  await sealEntries(db, [campaignTotals])
  const [row] = await db.query<{ fen: bigint; gifts: number }>(
    'SELECT confirmed_fen AS fen, gifts::int AS gifts FROM live_campaign_total WHERE campaign = $1',
    [campaign],
  )
  return row ?? { fen: 0n, gifts: 0 }
}

export const cashOf = async (db: Database) => {
  const [row] = await db.query<{ fen: bigint }>(
    `SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM ledger_line WHERE account = 'cash'`,
  )
  return row!.fen
}

export async function expectBooks(db: Database): Promise<void> {
  await sealEntries(db, [campaignTotals])
  const checks = [giftBooks, bankBooks, offlineBooks]
  expect((await auditBooks(db, { checks, projections: [campaignTotals] })).faults).toEqual([])
}
