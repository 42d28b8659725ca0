import { listRecentGifts } from '~/giving/list-recent-gifts.server'
import type { RecentGift } from '~/giving/recent-gift-shape'
import type { Sql } from '~/platform/db.server'
import type { LiveTotals } from './live-totals.server'

/** A message that was approved shows after this, also when no new gift arrives. */
const longestKeptMs = 5_000

export interface RecentGifts {
  /** The newest gifts of a public campaign; null when there is none with this slug. */
  find(campaign: string): Promise<RecentGift[] | null>
}

/** Thousands of pages ask after each gift: each process reads the list once per move of the totals and hands it to all. */
export function openRecentGifts(db: Sql, live: LiveTotals, now: () => number = Date.now): RecentGifts {
  const kept = new Map<string, { version: string; at: number; gifts: Promise<RecentGift[]> }>()
  return {
    async find(campaign) {
      const snapshot = await live.find(campaign)
      if (!snapshot) return null
      const known = kept.get(campaign)
      if (known?.version === snapshot.etag && now() - known.at < longestKeptMs) return known.gifts
      const gifts = listRecentGifts(db, campaign)
      kept.set(campaign, { version: snapshot.etag, at: now(), gifts })
      gifts.catch(() => kept.delete(campaign))
      return gifts
    },
  }
}
