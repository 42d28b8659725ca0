import type { Sql } from '~/platform/db.server'

interface Wanted {
  key: string
  number: number
  fund: string
}
const taken =
  'SELECT key, number FROM market_stall WHERE campaign = $1 AND (key = ANY($2) OR number = ANY($3))'

/** Whether every one of these funds is one. */
export async function areFunds(tx: Sql, funds: readonly string[]): Promise<boolean> {
  const wanted = [...new Set(funds)]
  const rows = await tx.query('SELECT slug FROM ledger_fund WHERE slug = ANY($1)', [wanted])
  return rows.length === wanted.length
}

/** Why these stalls cannot be added to the campaign's; null when they can. */
export async function stallClash(
  tx: Sql,
  campaign: string,
  stalls: readonly Wanted[],
): Promise<'unknown-fund' | 'key-taken' | 'number-taken' | null> {
  const [keys, numbers] = [stalls.map((s) => s.key), stalls.map((s) => s.number)]
  if (new Set(keys).size < keys.length) return 'key-taken'
  if (new Set(numbers).size < numbers.length) return 'number-taken'
  if (
    !(await areFunds(
      tx,
      stalls.map((s) => s.fund),
    ))
  )
    return 'unknown-fund'
  const [one] = await tx.query<{ key: string }>(taken, [campaign, keys, numbers])
  if (!one) return null
  return keys.includes(one.key) ? 'key-taken' : 'number-taken'
}
