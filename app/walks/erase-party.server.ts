import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { hashOfLink, isLinkSecret } from './internal/links.server'

const find = `
  SELECT p.id::text AS id, $2::timestamptz >= (k.day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
           OR NOT EXISTS (SELECT FROM walks_walker w WHERE w.party_id = p.id AND w.state <> 'cancelled') AS over
    FROM walks_party p JOIN walks_walk k ON k.campaign = p.campaign WHERE p.manage_hash = $1 FOR UPDATE OF p`
const walkers = `
  UPDATE walks_walker SET name = '', guardian_name = '', emergency_name = '', emergency_phone = '', answers = '{}'
   WHERE party_id = $1::uuid`
const party = `
  UPDATE walks_party SET contact_name = '', contact_email = '', contact_phone = '',
         manage_hash = sha256(convert_to(gen_random_uuid()::text, 'UTF8')) WHERE id = $1::uuid`
const cards = `
  WITH own AS (SELECT w.card FROM walks_walker w WHERE w.party_id = $1::uuid)
  UPDATE walks_card k SET certificate_name = '' WHERE k.id IN (SELECT card FROM own)
      OR (k.walker_id IS NULL AND k.id IN (SELECT from_card FROM walks_carried WHERE to_card IN (SELECT card FROM own)))`
const page = `UPDATE walks_page SET state = 'hidden', title = '-', story = '', hidden_why = '' WHERE party_id = $1::uuid`

/**
 * Takes everything personal out of a party, once its walk is over or everybody is cancelled: names, contact, whom to call, answers,
 * the name on certificates (also of the visitor's card that went before the ticket), the fundraising page. Levels, numbers, states and stamps stay, so that the day's figures stand; the
 * link opens nothing any more. A fee's gift is a donor's (`eraseDonor`). Refuses `unknown`, `not-over-yet` (cancel first).
 */
export async function eraseParty(
  db: Database,
  { secret, now }: { secret: string; now: Date },
): Promise<Outcome<object, 'unknown' | 'not-over-yet'>> {
  if (!isLinkSecret(secret)) return { ok: false, reason: 'unknown' }
  return db.transaction(async (tx) => {
    const [found] = await tx.query<{ id: string; over: boolean }>(find, [hashOfLink(secret), now])
    if (!found) return { ok: false, reason: 'unknown' }
    if (!found.over) return { ok: false, reason: 'not-over-yet' }
    for (const statement of [walkers, party, cards, page]) await tx.query(statement, [found.id])
    return { ok: true }
  })
}
