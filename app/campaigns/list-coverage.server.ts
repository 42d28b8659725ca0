import type { Sql } from '~/platform/db.server'
import { findPictures } from '~/platform/pictures/find-pictures.server'
import type { CoveragePage, DeskPost } from './coverage'
import { knownVideo } from './video'

interface Row {
  id: string
  seq: bigint
  text_zh: string
  text_en: string
  video_url: string
  state: 'shown' | 'withdrawn'
  version: number
  author_name: string
  posted_at: Date
  edited_at: Date | null
  withdrawn_at: Date | null
  pictures: { pictureId: string; alt: string }[]
}

export interface CoverageQuery {
  campaign: string
  /** Only older ones than this number. */
  before?: string | null
  limit?: number
  streamOrigins: readonly string[]
}

const columns = `p.id, p.seq, p.text_zh, p.text_en, p.video_url, p.state, p.version, p.author_name, p.posted_at, p.edited_at,
  p.withdrawn_at, (SELECT coalesce(json_agg(json_build_object('pictureId', c.picture_id, 'alt', c.alt) ORDER BY c.position), '[]')
     FROM campaigns_coverage_picture c WHERE c.post_id = p.id) AS pictures`

/** What readers see, newest first, a page at a time by key. */
export async function listCoverage(sql: Sql, query: CoverageQuery): Promise<CoveragePage> {
  const { posts, next } = await read(sql, query, `AND p.state = 'shown'`)
  return { next, posts: posts.map(({ state, withdrawnAt, author, pictureCount, ...post }) => post) }
}

/** The same with what was withdrawn, for the desk. */
export const listDeskCoverage = (sql: Sql, query: CoverageQuery) => read(sql, query, '')

async function read(
  sql: Sql,
  { campaign, before, limit = 10, streamOrigins }: CoverageQuery,
  which: string,
): Promise<{ posts: DeskPost[]; next: string | null }> {
  const rows = await sql.query<Row>(
    `SELECT ${columns} FROM campaigns_coverage_post p
      WHERE p.campaign_slug = $1 AND p.seq < coalesce($2::bigint, 9223372036854775807) ${which}
      ORDER BY p.seq DESC LIMIT $3`,
    [campaign, before && /^\d{1,18}$/.test(before) ? before : null, limit + 1],
  )
  const shown = rows.slice(0, limit)
  const stored = await findPictures(sql, [
    ...new Set(shown.flatMap((row) => row.pictures.map((p) => p.pictureId))),
  ])
  return {
    next: rows.length > limit ? shown.at(-1)!.seq.toString() : null,
    posts: shown.map((row) => ({
      id: row.id,
      seq: row.seq.toString(),
      zh: row.text_zh,
      en: row.text_en,
      video: knownVideo(row.video_url, streamOrigins),
      // One that another post shows too is still stored.
      pictures: (row.state === 'shown' ? row.pictures : []).flatMap(({ pictureId, alt }) => {
        const picture = stored.get(pictureId)
        return picture ? [{ picture, alt }] : []
      }),
      postedAt: row.posted_at.toISOString(),
      editedAt: row.edited_at?.toISOString() ?? null,
      state: row.state,
      withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
      author: row.author_name,
      pictureCount: row.pictures.length,
    })),
  }
}
