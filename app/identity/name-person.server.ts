import type { Sql } from '~/platform/db.server'

/** The name of an account, for "closed with …"; null when there is none (the software). */
export async function namePerson(sql: Sql, id: string): Promise<string | null> {
  const [row] = await sql.query<{ name: string }>('SELECT name FROM identity_user WHERE id = $1', [id])
  return row?.name ?? null
}
