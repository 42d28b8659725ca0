import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { CoverageFields } from './coverage-form'
import { pictureSlots } from './coverage-form'
import { readDraft } from './internal/read-draft.server'

/** A post as its form shows it for correcting, or null: unknown, of another campaign, or withdrawn. */
export async function findCoverage(sql: Sql, campaign: string, id: string): Promise<CoverageFields | null> {
  const post = isUuid(id) ? await readDraft(sql, campaign, id) : null
  if (!post || post.state === 'withdrawn') return null
  const { zh, en, videoUrl, pictures } = post.draft
  return {
    postId: id,
    version: String(post.version),
    zh,
    en,
    videoUrl,
    kept: pictureSlots.map((n) => pictures[n]?.pictureId ?? ''),
    seals: pictureSlots.map(() => ''),
    alt: pictureSlots.map((n) => pictures[n]?.alt ?? ''),
  }
}
