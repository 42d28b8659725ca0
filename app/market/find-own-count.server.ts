import type { Actor } from '~/identity/actor'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'

const find = `
  SELECT expected_fen AS "expectedFen", counted_fen AS "countedFen" FROM market_count WHERE id = $1::uuid AND counted_by = $2`

/** What somebody handed in with this form before; null for another one's count, and for none. */
export async function findOwnCount(
  sql: Sql,
  by: Actor,
  id: string,
): Promise<{ expectedFen: bigint; countedFen: bigint } | null> {
  if (!isUuid(id)) return null
  const [row] = await sql.query<{ expectedFen: bigint; countedFen: bigint }>(find, [id, by.id])
  return row ?? null
}
