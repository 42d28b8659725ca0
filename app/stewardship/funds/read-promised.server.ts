import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'

/** What a fund has promised to approved plans and not paid yet, whole fen. */
export async function readPromised(sql: Sql, fund: string): Promise<Fen> {
  const [row] = await sql.query<{ fen: Fen }>(
    'SELECT promised_fen AS fen FROM stewardship_promise WHERE fund = $1',
    [fund],
  )
  return row?.fen ?? 0n
}
