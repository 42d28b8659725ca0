import type { Sql } from '~/platform/db.server'

/** Whether any money was ever posted to the fund, sealed or not. */
export async function isFundUsed(sql: Sql, slug: string): Promise<boolean> {
  const [row] = await sql.query<{ used: boolean }>(
    'SELECT EXISTS (SELECT FROM ledger_line WHERE fund = $1) AS used',
    [slug],
  )
  return row!.used
}
