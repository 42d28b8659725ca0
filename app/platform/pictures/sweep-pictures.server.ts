import type { PictureHouse } from './store-picture.server'

/** A form that was begun may still be sent this much later. */
const keptLoose = '1 day'

/**
 * Deletes pictures that nobody shows: those in `now` at once, all others a day after they were last stored. Rows go with
 * their files: when the store does not answer, it throws, both stay, and the next sweep takes them. Answers how many files went.
 */
export async function sweepPictures(
  { db, files }: PictureHouse,
  now: readonly string[] = [],
): Promise<number> {
  return db.transaction(async (tx) => {
    const loose = await tx.query<{ id: string }>(
      `SELECT id FROM platform_picture p
        WHERE (touched_at < now() - $2::text::interval OR id = ANY ($1::text[]))
          AND NOT EXISTS (SELECT FROM platform_picture_use u WHERE u.picture_id = p.id)
        ORDER BY id LIMIT 500 FOR UPDATE`,
      [now, keptLoose],
    )
    const ids = loose.map((row) => row.id)
    const sizes = await tx.query<{ file_id: string }>(
      'SELECT DISTINCT file_id FROM platform_picture_size WHERE picture_id = ANY ($1::text[])',
      [ids],
    )
    // Whoever has begun to show one meanwhile has a row that refers to it: the database then refuses, and nothing goes.
    await tx.query('DELETE FROM platform_picture WHERE id = ANY ($1::text[])', [ids])
    const gone = await tx.query<{ id: string }>(
      `DELETE FROM platform_file f
        WHERE (id = ANY ($1::text[]) OR touched_at < now() - $2::text::interval)
          AND NOT EXISTS (SELECT FROM platform_picture_size s WHERE s.file_id = f.id)
       RETURNING id`,
      [sizes.map((row) => row.file_id), keptLoose],
    )
    for (const { id } of gone) await files.remove(id)
    return gone.length
  })
}
