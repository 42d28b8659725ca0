import type { Sql } from '~/platform/db.server'
import type { OpenPledge } from './pledge-index'
import { readPledgeReferences } from './pledge-reference'

const mostFound = 20
const search = `
  SELECT p.id::text, p.reference, p.unit_name AS "unitName", p.amount_fen - p.arrived_fen AS "leftFen"
    FROM giving_pledge p JOIN campaigns_campaign c ON c.slug = p.campaign
   WHERE p.state <> 'withdrawn' AND c.state <> 'settled' AND (p.reference = ANY($1) OR ($2 <> '' AND strpos(lower(p.unit_name), lower($2)) > 0))
   ORDER BY p.state DESC, p.created_at DESC, p.id LIMIT ${mostFound}`

/** Pledges by reference or by a part of the unit's name, open ones first; also those that have arrived, for more may come. */
export function searchOpenPledges(sql: Sql, typed: string): Promise<OpenPledge[]> {
  const text = typed.slice(0, 80).normalize('NFC').trim()
  return sql.query<OpenPledge>(search, [readPledgeReferences(text), text])
}
