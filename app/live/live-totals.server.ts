import { cashWithin, uncountedCashOf } from '~/market/uncounted-cash-of.server'
import { type Crowd, openCrowd } from '~/platform/crowd'
import type { Database } from '~/platform/db.server'
import { log } from '~/platform/log.server'
import type { Totals } from './totals'

/** One campaign's newest totals with what every reader is sent, written out once. */
export interface Snapshot {
  totals: Totals
  json: string
  etag: string
  /** The server-sent event: id = tree size. */
  frame: Buffer
  /** Perhaps published more than once at this tree size: pending money moved without a seal, in this process or before it. */
  movedSinceSeal: boolean
}

/**
 * Keeps the newest totals of every campaign in memory and hands them on. One NOTIFY per seal reaches every web process
 * (channel `seal`); each then reads all totals with one statement, so that processes stay in step and a page or a reader
 * costs no query. After a lost connection everything is read again.
 */
export interface LiveTotals {
  /** Null for a campaign that does not exist or is a draft. */
  find(campaign: string): Promise<Snapshot | null>
  all(): Snapshot[]
  subscribe(campaign: string, reader: (snapshot: Snapshot) => void): () => void
  readers(): number
  stop(): Promise<void>
}

interface Row {
  campaign: string
  confirmed_fen: bigint
  refunded_fen: bigint
  pending_fen: bigint
  gifts: bigint
  pending_gifts: bigint
  tree_size: bigint
  pending_moves: number
  as_of: Date
  by_channel: Record<string, { confirmedFen: string; gifts: number }> | null
}

const newest = `
  SELECT c.slug AS campaign, coalesce(t.confirmed_fen, 0) AS confirmed_fen, coalesce(t.refunded_fen, 0) AS refunded_fen,
         coalesce(t.pending_fen, 0) AS pending_fen, coalesce(t.gifts, 0) AS gifts, coalesce(t.pending_gifts, 0) AS pending_gifts,
         coalesce(t.tree_size, 0) AS tree_size, coalesce(t.pending_moves, 0) AS pending_moves, coalesce(t.as_of, c.created_at) AS as_of,
         (SELECT json_object_agg(ch.channel, json_build_object('confirmedFen', ch.confirmed_fen::text, 'gifts', ch.gifts)
                 ORDER BY ch.channel) FROM live_campaign_channel_total ch WHERE ch.campaign = c.slug) AS by_channel
    FROM campaigns_campaign c LEFT JOIN live_campaign_total t ON t.campaign = c.slug WHERE c.state <> 'draft'`

function snapshotOf(row: Row, cashFen: bigint, before: Snapshot | undefined): Snapshot {
  const totals: Totals = {
    campaign: row.campaign,
    currency: 'CNY',
    confirmedFen: row.confirmed_fen.toString(),
    pendingFen: row.pending_fen.toString(),
    pendingCashFen: cashWithin(row.pending_fen, cashFen).toString(),
    refundedFen: row.refunded_fen.toString(),
    gifts: Number(row.gifts),
    pendingGifts: Number(row.pending_gifts),
    byChannel: row.by_channel ?? {},
    treeSize: Number(row.tree_size),
    asOf: row.as_of.toISOString(),
  }
  const json = JSON.stringify(totals)
  if (before?.json === json) return before
  return {
    totals,
    json,
    etag: `"${totals.treeSize}-${totals.pendingFen}-${totals.pendingCashFen}-${totals.pendingGifts}-${row.as_of.getTime().toString(36)}"`,
    frame: Buffer.from(`id: ${totals.treeSize}\nevent: totals\ndata: ${json}\n\n`),
    movedSinceSeal: row.pending_moves > 0,
  }
}

export async function openLiveTotals(db: Database): Promise<LiveTotals> {
  const kept = new Map<string, Snapshot>()
  const readers = new Map<string, Crowd<Snapshot>>()
  let running: Promise<void> | null = null
  let waiting: Promise<void> | null = null

  const hasNews = (row: Row) =>
    row.pending_fen > 0n && kept.get(row.campaign)?.totals.asOf !== row.as_of.toISOString()

  async function read() {
    const rows = await db.query<Row>(newest)
    // Only where something may have moved: a market's receipts are summed.
    const cash = await uncountedCashOf(
      db,
      rows.filter(hasNews).map((row) => row.campaign),
    )
    for (const row of rows) {
      const before = kept.get(row.campaign)
      const known = BigInt(before?.totals.pendingCashFen ?? 0)
      const snapshot = snapshotOf(row, hasNews(row) ? (cash.get(row.campaign) ?? 0n) : known, before)
      if (snapshot === before) continue
      kept.set(row.campaign, snapshot)
      if (before) readers.get(row.campaign)?.tell(snapshot)
    }
  }
  /** Settles after a read that began after the call. Notices that come while one read runs share the next one. */
  function refresh(): Promise<void> {
    if (!running) {
      running = read().finally(() => {
        running = null
      })
      return running
    }
    waiting ??= running
      .catch(() => {})
      .then(() => {
        waiting = null
        return refresh()
      })
    return waiting
  }
  const complain = (error: Error) => log.warn({ err: error.message }, 'live totals could not be read')

  // Listening comes first: what is sealed between a read and the first notice would be missed until the next seal.
  const unlisten = await db.listen('seal', () => void refresh().catch(complain))
  await refresh()
  return {
    async find(campaign) {
      if (!kept.has(campaign)) await refresh() // opened a moment ago, or a wrong address
      return kept.get(campaign) ?? null
    },
    all: () => [...kept.values()],
    subscribe(campaign, reader) {
      const crowd = readers.get(campaign) ?? openCrowd()
      readers.set(campaign, crowd)
      return crowd.add(reader)
    },
    readers: () => [...readers.values()].reduce((n, crowd) => n + crowd.size(), 0),
    stop: unlisten,
  }
}
