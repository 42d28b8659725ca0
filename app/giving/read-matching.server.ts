import { z } from 'zod'
import type { Sql } from '~/platform/db.server'
import { type MatchPot, potColumns } from './match-pot'

const fen = z.string().regex(/^\d+$/).describe('whole fen, as text')
/** A campaign's matching gifts as everyone may see them. Never part of the campaign's totals: the money is the sponsor's. */
export const matchingShape = z.object({
  campaign: z.string(),
  sponsor: z
    .object({ zh: z.string(), en: z.string() })
    .nullable()
    .describe('null: it wants no name in public'),
  matchedFen: fen.describe('what has been matched, taken back parts taken off'),
  capFen: fen.describe('the most that is matched in all'),
  perGiftFen: fen.nullable().describe('the most for one gift'),
  opensAt: z.string(),
  closesAt: z.string().describe('or when it was ended before its time'),
  state: z.enum(['early', 'running', 'full', 'over']),
})
export type Matching = z.infer<typeof matchingShape>

/** The pot that runs, else the next, else the last one. */
const newest = `
  SELECT ${potColumns} FROM giving_match_pot p JOIN campaigns_campaign c ON c.slug = p.campaign AND c.state <> 'draft'
   WHERE p.campaign = $1 AND p.state <> 'draft'
   ORDER BY (p.state = 'open' AND p.opens_at <= $2 AND p.closes_at > $2) DESC, (p.state = 'open' AND p.opens_at > $2) DESC,
            CASE WHEN p.opens_at > $2 THEN p.opens_at END, p.opens_at DESC LIMIT 1`

/** What the public sees of a campaign's matching gifts; null where there never was a pot. */
export async function readMatching(sql: Sql, campaign: string, now: Date): Promise<Matching | null> {
  const [pot] = await sql.query<MatchPot>(newest, [campaign, now])
  if (!pot) return null
  const closesAt = pot.closedAt ?? pot.closesAt
  const full = pot.takenFen >= pot.capFen
  return {
    campaign,
    sponsor: pot.nameConsent ? { zh: pot.sponsorZh, en: pot.sponsorEn } : null,
    matchedFen: pot.matchedFen.toString(),
    capFen: pot.capFen.toString(),
    perGiftFen: pot.perGiftFen?.toString() ?? null,
    opensAt: pot.opensAt.toISOString(),
    closesAt: closesAt.toISOString(),
    state: now >= closesAt ? 'over' : now < pot.opensAt ? 'early' : full ? 'full' : 'running',
  }
}

export interface GiftMatch {
  fen: bigint
  sponsor: { zh: string; en: string } | null
}
const ofGift = `
  SELECT m.now_fen AS fen, p.name_consent AS consent, p.sponsor_zh AS zh, p.sponsor_en AS en
    FROM giving_match m JOIN giving_match_pot p ON p.id = m.pot_id WHERE m.gift_id = $1::uuid AND m.state = 'matched' AND m.now_fen > 0`

/** What a gift was matched with, for the donor's own page; null while nothing is. */
export async function findGiftMatch(sql: Sql, giftId: string): Promise<GiftMatch | null> {
  const [row] = await sql.query<{ fen: bigint; consent: boolean; zh: string; en: string }>(ofGift, [giftId])
  return row ? { fen: row.fen, sponsor: row.consent ? { zh: row.zh, en: row.en } : null } : null
}
