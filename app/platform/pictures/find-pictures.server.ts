import type { Sql } from '../db.server'
import type { Picture, PictureSize } from './picture'

interface Row {
  picture_id: string
  file_id: string
  width: number
  height: number
  type: string
}

/** The pictures that exist among `ids`, by id, with one statement. */
export async function findPictures(sql: Sql, ids: readonly string[]): Promise<Map<string, Picture>> {
  const found = new Map<string, Picture>()
  if (ids.length === 0) return found
  const rows = await sql.query<Row>(
    `SELECT s.picture_id, s.file_id, s.width, s.height, f.type
       FROM platform_picture_size s JOIN platform_file f ON f.id = s.file_id
      WHERE s.picture_id = ANY ($1::text[]) ORDER BY s.picture_id, s.width, f.type`,
    [ids],
  )
  for (const row of rows) {
    const picture = found.get(row.picture_id) ?? { id: row.picture_id, sizes: [] }
    found.set(row.picture_id, picture)
    sizeOf(picture, row)[row.type === 'image/webp' ? 'webp' : 'jpeg'] = row.file_id
  }
  return found
}

function sizeOf(picture: Picture, { width, height }: Row): PictureSize {
  const known = picture.sizes.find((size) => size.width === width)
  if (known) return known
  const size = { width, height, webp: '', jpeg: '' }
  picture.sizes.push(size)
  return size
}
