import type { Sql } from '~/platform/db.server'
import type { PledgeSetting } from './pledge'

/** How a campaign takes pledges; null when that was never set up. */
export async function findPledgeSetting(sql: Sql, campaign: string): Promise<PledgeSetting | null> {
  const [row] = await sql.query<PledgeSetting>(
    `SELECT campaign, takes_pledges AS "takesPledges", regions, funds, account_name AS "accountName", bank_name AS "bankName",
            account_number AS "accountNumber", version FROM giving_pledge_setting WHERE campaign = $1`,
    [campaign],
  )
  return row ?? null
}
