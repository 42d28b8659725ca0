import type { Sql } from '~/platform/db.server'
import { hashOfLink, isLinkSecret } from './internal/links.server'

const find = `
  SELECT p.campaign, p.manage_hash AS hash FROM giving_gift g JOIN walks_party p ON g.via = 'party:' || p.id WHERE g.id = $1::uuid`

/**
 * The registration whose fee a gift pays, or null where it pays none: its campaign, and its secret if that is one of `secrets`, those
 * that this browser paid with. Who only knows a gift's id is told no link: the desk reads such ids, and a registration is more.
 */
export async function registrationOfGift(
  sql: Sql,
  giftId: string,
  secrets: readonly string[],
): Promise<{ campaign: string; secret: string | null } | null> {
  const [party] = await sql.query<{ campaign: string; hash: Uint8Array }>(find, [giftId])
  if (!party) return null
  const own = secrets.find((secret) => isLinkSecret(secret) && hashOfLink(secret).equals(party.hash))
  return { campaign: party.campaign, secret: own ?? null }
}
