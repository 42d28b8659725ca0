import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'

export interface ListedMatch {
  giftId: string
  potId: string
  sponsorZh: string
  sponsorEn: string
  state: 'matched' | 'held' | 'refused'
  reason: string
  alike: string[]
  giftFen: Fen
  /** What of the gift has gone back. */
  backFen: Fen
  baseFen: Fen
  nowFen: Fen
  confirmedAt: Date
  createdAt: Date
  note: string
}
export interface MatchKey {
  createdAt: Date
  giftId: string
}

/** `instant_id`, as the next page is asked for; anything else is the first page. */
export function readMatchKey(text: string | null): MatchKey | undefined {
  const match = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '')
  return match ? { createdAt: new Date(Number(match[1])), giftId: match[2]! } : undefined
}
export const spellMatchKey = ({ createdAt, giftId }: MatchKey) => `${createdAt.getTime()}_${giftId}`

const list = `
  SELECT m.gift_id::text AS "giftId", m.pot_id::text AS "potId", p.sponsor_zh AS "sponsorZh", p.sponsor_en AS "sponsorEn", m.state,
         m.reason, m.alike, g.amount_fen AS "giftFen", CASE WHEN g.refunded_at IS NOT NULL THEN g.amount_fen ELSE g.refunded_fen END AS "backFen",
         m.base_fen AS "baseFen", m.now_fen AS "nowFen", g.confirmed_at AS "confirmedAt", m.created_at AS "createdAt", m.note
    FROM giving_match m JOIN giving_match_pot p ON p.id = m.pot_id JOIN giving_gift g ON g.id = m.gift_id
   WHERE p.campaign = $1 AND ($2::text IS NULL OR m.state = $2)
     AND ($3::timestamptz IS NULL OR (m.created_at, m.gift_id) < ($3, $4::uuid))
   ORDER BY m.created_at DESC, m.gift_id DESC LIMIT $5`

/** Matches of a campaign's pots, the newest first, by page; `held`: what waits for a person. */
export async function listMatches(
  sql: Sql,
  campaign: string,
  { state = null, after, limit = 100 }: { state?: string | null; after?: MatchKey; limit?: number },
): Promise<{ rows: ListedMatch[]; next: ListedMatch | null }> {
  const found = await sql.query<ListedMatch>(list, [
    ...[campaign, state, after?.createdAt ?? null, after?.giftId ?? null, limit + 1],
  ])
  const rows = found.slice(0, limit)
  return { rows, next: found.length > limit ? rows.at(-1)! : null }
}
