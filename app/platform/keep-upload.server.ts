import type { Sql } from './db.server'
import { isUuid } from './is-uuid'

/** How long an upload waits for its confirmation. */
const kept = `interval '1 hour'`

/** Keeps a file between dry run and confirmation, for an hour and for whoever brought it; older ones of anybody go. Answers its id. */
export async function keepUpload(
  sql: Sql,
  upload: { kind: string; madeBy: string; name: string; content: Uint8Array },
): Promise<string> {
  await sql.query(
    `DELETE FROM platform_upload WHERE made_at < now() - ${kept} OR (kind = $1 AND made_by = $2)`,
    [upload.kind, upload.madeBy],
  )
  const name = upload.name.replaceAll('\0', '').slice(0, 200)
  const [row] = await sql.query<{ id: string }>(
    'INSERT INTO platform_upload (kind, made_by, name, content) VALUES ($1, $2, $3, $4) RETURNING id',
    [upload.kind, upload.madeBy, name, upload.content],
  )
  return row!.id
}

/** The upload that this person brought within the hour, or null. */
export async function findUpload(
  sql: Sql,
  { id, kind, madeBy }: { id: string; kind: string; madeBy: string },
): Promise<{ name: string; content: Uint8Array } | null> {
  if (!isUuid(id)) return null
  const [row] = await sql.query<{ name: string; content: Uint8Array }>(
    `SELECT name, content FROM platform_upload
      WHERE id = $1::uuid AND kind = $2 AND made_by = $3 AND made_at >= now() - ${kept}`,
    [id, kind, madeBy],
  )
  return row ?? null
}

export async function dropUpload(sql: Sql, id: string): Promise<void> {
  await sql.query('DELETE FROM platform_upload WHERE id = $1::uuid', [id])
}
