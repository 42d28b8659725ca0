import type { Sql } from '~/platform/db.server'
import { hashOfLink, isLinkSecret } from './internal/links.server'

const renewed = 'manage_hash = next_hash, next_hash = NULL, secret_n = secret_n + 1 WHERE next_hash = $1'
const takeUp = {
  party: `UPDATE walks_party SET ${renewed} AND contact_email <> '' RETURNING id`,
  unit: `UPDATE walks_unit SET ${renewed} AND leader_email <> '' RETURNING id`,
}

/**
 * A link that was mailed as a lost one is opened: from now on it is the link, and the one before ends. Whoever only knows an
 * address can have mails sent to it, but ends nobody's link. Answers whether it was one; data that was erased is not opened again.
 */
export async function takeUpLink(sql: Sql, kind: keyof typeof takeUp, secret: string): Promise<boolean> {
  if (!isLinkSecret(secret)) return false
  return (await sql.query(takeUp[kind], [hashOfLink(secret)])).length > 0
}
