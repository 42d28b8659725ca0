import type { Sql } from '../db.server'

/**
 * Says, in the transaction of whatever shows it, that a picture is shown: `use` names by whom, for example `coverage:<post>`
 * or `cover:<slug>`. False when there is no such picture (any more).
 */
export async function keepPicture(tx: Sql, pictureId: string, use: string): Promise<boolean> {
  const rows = await tx.query(
    `WITH picture AS (SELECT id FROM platform_picture WHERE id = $1 FOR UPDATE)
     INSERT INTO platform_picture_use (picture_id, use) SELECT id, $2 FROM picture
     ON CONFLICT (picture_id, use) DO UPDATE SET use = EXCLUDED.use RETURNING use`,
    [pictureId, use],
  )
  return rows.length > 0
}

/** Takes that back; `sweepPictures` then deletes what nobody shows. */
export async function releasePictures(tx: Sql, use: string): Promise<void> {
  await tx.query('DELETE FROM platform_picture_use WHERE use = $1', [use])
}
