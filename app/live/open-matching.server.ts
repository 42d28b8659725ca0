import { type Matching, readMatching } from '~/giving/read-matching.server'
import type { Sql } from '~/platform/db.server'

const keptMs = 500

export interface MatchingNow {
  /** What a campaign's matching gifts came to, at most half a second ago; null where nothing is matched. */
  find(campaign: string): Promise<Matching | null>
}

/** Thousands of pages ask after each gift: each process reads it twice a second at most and hands it to all. */
export function openMatching(db: Sql, now: () => number = Date.now): MatchingNow {
  const kept = new Map<string, { at: number; matching: Promise<Matching | null> }>()
  return {
    async find(campaign) {
      const known = kept.get(campaign)
      if (known && now() - known.at < keptMs) return known.matching
      const matching = readMatching(db, campaign, new Date(now()))
      if (kept.size > 1_000) kept.clear()
      kept.set(campaign, { at: now(), matching })
      matching.catch(() => kept.delete(campaign))
      return matching
    },
  }
}
