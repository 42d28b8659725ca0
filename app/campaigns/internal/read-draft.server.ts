import type { Sql } from '~/platform/db.server'
import type { CoverageDraft } from '../coverage'

export interface StoredPost {
  state: 'shown' | 'withdrawn'
  version: number
  draft: CoverageDraft
}

interface Row {
  state: 'shown' | 'withdrawn'
  version: number
  text_zh: string
  text_en: string
  video_url: string
}

/** A post as it was written, of this campaign and no other; `lock` keeps it for the transaction. */
export async function readDraft(
  sql: Sql,
  campaign: string,
  postId: string,
  { lock = false } = {},
): Promise<StoredPost | null> {
  const [row] = await sql.query<Row>(
    `SELECT state, version, text_zh, text_en, video_url FROM campaigns_coverage_post
      WHERE id = $1 AND campaign_slug = $2 ${lock ? 'FOR UPDATE' : ''}`,
    [postId, campaign],
  )
  if (!row) return null
  const pictures = await sql.query<{ picture_id: string; alt: string }>(
    'SELECT picture_id, alt FROM campaigns_coverage_picture WHERE post_id = $1 ORDER BY position',
    [postId],
  )
  return {
    state: row.state,
    version: row.version,
    draft: {
      zh: row.text_zh,
      en: row.text_en,
      videoUrl: row.video_url,
      pictures: pictures.map(({ picture_id, alt }) => ({ pictureId: picture_id, alt })),
    },
  }
}
