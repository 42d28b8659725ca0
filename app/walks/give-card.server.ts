import type { Sql } from '~/platform/db.server'
import type { CardId } from './card-id'
import type { GivenCard } from './given-card'

const read = `
  SELECT k.id AS card, w.level, w.id IS NOT NULL AS registered,
         (SELECT coalesce(json_agg(json_build_object('place', s.place, 'trust', s.trust, 'voided', s.voided,
                   'at', (extract(epoch FROM s.happened_at) * 1000)::bigint) ORDER BY s.happened_at, s.place), '[]')
            FROM walks_stamp s WHERE s.card = k.id) AS stamps
    FROM (SELECT id FROM walks_card WHERE id = $1 AND campaign = $2
          UNION SELECT card FROM walks_walker WHERE card = $1 AND campaign = $2) AS k
    LEFT JOIN walks_walker w ON w.card = k.id`

/**
 * What the server knows of a card, for the phone that lost it: whoever has the card's id may have this. No name and no other
 * personal data. Null where this walk has no such card.
 */
export async function giveCard(sql: Sql, campaign: string, card: CardId): Promise<GivenCard | null> {
  const [found] = await sql.query<GivenCard>(read, [card, campaign])
  return found ?? null
}
