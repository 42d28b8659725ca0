import type { Database, Sql } from '../db.server'
import { type FileStore, FileStoreAway, fileIdOf } from '../files/file-store.server'
import { log } from '../log.server'
import type { Outcome } from '../outcome'
import { findPictures } from './find-pictures.server'
import { drawSizes } from './internal/draw-sizes.server'
import type { Picture, PictureRefusal, PictureSize } from './picture'

/** What storing needs of the house. */
export interface PictureHouse {
  db: Database
  files: FileStore
}
export interface UploadedPicture {
  bytes: Uint8Array
  /** What the browser says it is, taken from the file's name; empty when it says nothing. */
  type?: string
}
interface PreparedFile {
  id: string
  type: 'image/webp' | 'image/jpeg'
  bytes: Buffer
  width: number
  height: number
}

/**
 * Takes an upload in and answers the picture in its sizes; the original is kept nowhere. The same upload again answers the
 * same picture. Until `keepPicture` says who shows it, it is swept a day later, so a form may store before it is complete.
 * Refuses what PictureRefusal names; `store-away` when disk or bucket did not take it: then nothing of it is stored.
 */
export async function storePicture(
  { db, files }: PictureHouse,
  { bytes, type }: UploadedPicture,
): Promise<Outcome<{ picture: Picture }, PictureRefusal>> {
  const id = fileIdOf(bytes)
  await db.query('UPDATE platform_picture SET touched_at = now() WHERE id = $1', [id])
  const known = (await findPictures(db, [id])).get(id)
  if (known) return { ok: true, picture: known }
  const drawn = await drawSizes(bytes, type)
  if (!drawn.ok) return drawn
  const sizes: PictureSize[] = []
  const prepared: PreparedFile[] = []
  for (const { width, height, webp, jpeg } of drawn.sizes) {
    const [webpId, jpegId] = [fileIdOf(webp), fileIdOf(jpeg)]
    sizes.push({ width, height, webp: webpId, jpeg: jpegId })
    prepared.push({ id: webpId, type: 'image/webp', bytes: webp, width, height })
    prepared.push({ id: jpegId, type: 'image/jpeg', bytes: jpeg, width, height })
  }
  const created: string[] = []
  let stored = false
  try {
    for (const file of prepared)
      if ((await files.put(file.id, file.bytes, file.type)).created) created.push(file.id)
    await db.transaction((tx) => insert(tx, id, sizes.at(-1)!, prepared))
    stored = true
    // One may have been swept until its row was touched; now it cannot be any more. Asking again costs next to nothing.
    for (const file of prepared) await files.put(file.id, file.bytes, file.type)
  } catch (error) {
    if (stored) await db.query('DELETE FROM platform_picture WHERE id = $1', [id])
    for (const file of created) await files.remove(file).catch(() => {})
    if (!(error instanceof FileStoreAway)) throw error
    log.error({ err: error.message }, 'a picture could not be stored')
    return { ok: false, reason: 'store-away' }
  }
  return { ok: true, picture: { id, sizes } }
}

async function insert(tx: Sql, id: string, { width, height }: PictureSize, files: PreparedFile[]) {
  await tx.query(
    `INSERT INTO platform_picture (id, width, height) VALUES ($1, $2, $3)
     ON CONFLICT (id) DO UPDATE SET touched_at = now()`,
    [id, width, height],
  )
  // In one order, so that two who store the same at once wait for each other instead of for ever.
  for (const file of [...files].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    await tx.query(
      `INSERT INTO platform_file (id, type, bytes) VALUES ($1, $2, $3)
       ON CONFLICT (id) DO UPDATE SET touched_at = now()`,
      [file.id, file.type, file.bytes.length],
    )
    await tx.query(
      `INSERT INTO platform_picture_size (picture_id, file_id, width, height) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [id, file.id, file.width, file.height],
    )
  }
}
