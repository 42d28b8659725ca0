import type { Sql } from '~/platform/db.server'

const find = 'SELECT campaign FROM walks_code_chain WHERE id = $1'

/** Which campaign's walk a code belongs to, by its chain's id; null when there is none. */
export async function findCampaignOfChain(sql: Sql, chain: string): Promise<string | null> {
  const [row] = await sql.query<{ campaign: string }>(find, [chain])
  return row?.campaign ?? null
}
