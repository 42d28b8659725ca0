import type { Config } from '~/platform/config.server'
import type { Sql } from '~/platform/db.server'
import { linkSecret } from './internal/links.server'

const find = `
  SELECT p.id::text AS id, p.secret_n AS n FROM giving_gift g JOIN walks_party p ON g.via = 'party:' || p.id WHERE g.id = $1::uuid`

/** The path of the registration whose fee a gift pays, or null: whoever paid goes back there. Only its payer knows a gift's id. */
export async function registrationOfGift(
  sql: Sql,
  { SESSION_SECRET }: Pick<Config, 'SESSION_SECRET'>,
  giftId: string,
): Promise<string | null> {
  const [party] = await sql.query<{ id: string; n: number }>(find, [giftId])
  return party ? `/registrations/${linkSecret(SESSION_SECRET, 'party', party.id, party.n)}` : null
}
