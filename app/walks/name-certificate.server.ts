import { cleanText, lengthOf } from '~/giving/gift-form'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { longestCertificateName } from './certificate'
import { hashOfLink, isLinkSecret } from './internal/links.server'

const store = `
  UPDATE walks_card k SET certificate_name = $3 FROM walks_walker w JOIN walks_party p ON p.id = w.party_id
   WHERE k.id = w.card AND p.manage_hash = $1 AND w.id = $2::uuid AND w.state = 'registered' RETURNING k.id`

/**
 * Says what name a registered walker's certificate carries, before it is issued or after; empty for none. Only the party's own
 * link may: a card's code is on the bib, where everybody can read it. Refuses `unknown` and `name-too-long`.
 */
export async function nameCertificate(
  sql: Sql,
  input: { secret: string; walkerId: string; name: string },
): Promise<Outcome<object, 'unknown' | 'name-too-long'>> {
  if (!isLinkSecret(input.secret) || !isUuid(input.walkerId)) return { ok: false, reason: 'unknown' }
  const name = cleanText(input.name, 'one')
  if (lengthOf(name) > longestCertificateName) return { ok: false, reason: 'name-too-long' }
  const rows = await sql.query(store, [hashOfLink(input.secret), input.walkerId, name])
  return rows.length > 0 ? { ok: true } : { ok: false, reason: 'unknown' }
}
