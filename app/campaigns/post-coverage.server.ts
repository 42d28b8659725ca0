import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import type { CoverageDraft } from './coverage'
import { faultsOf } from './coverage-form'
import {
  announce,
  foreignPicture,
  PicturesGone,
  placePictures,
  tellDraft,
} from './internal/coverage-acts.server'

export type PostRefusal =
  | 'not-allowed'
  | 'invalid'
  | 'not-public'
  | 'id-taken'
  | 'pictures-gone'
  | 'foreign-picture'

export interface PostInput {
  /** Made with the form: the same form sent twice is one post. */
  id: string
  campaign: string
  draft: CoverageDraft
  /** The pictures that `by` has brought with this form; see `readCoverageUpload`. */
  uploads: ReadonlySet<string>
  streamOrigins: readonly string[]
}

/**
 * Tells something from the field: readers see it at once. Refuses `not-allowed`, `invalid` (see faultsOf), `not-public` (no
 * such campaign, or still a draft), `id-taken` (another post has this id), `pictures-gone` (stored too long ago: swept),
 * `foreign-picture` (it did not come with this form).
 */
export async function postCoverage(
  db: Database,
  by: Actor,
  { id, campaign, draft, uploads, streamOrigins }: PostInput,
): Promise<Outcome<{ id: string; created: boolean }, PostRefusal>> {
  if (!can(by, 'coverage.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  if (!isUuid(id) || Object.keys(faultsOf(draft, streamOrigins)).length > 0) {
    return { ok: false, reason: 'invalid' }
  }
  if (foreignPicture(draft, uploads)) return { ok: false, reason: 'foreign-picture' }
  try {
    return await db.transaction(async (tx) => {
      const [known] = await tx.query(
        `SELECT slug FROM campaigns_campaign WHERE slug = $1 AND state <> 'draft' FOR SHARE`,
        [campaign],
      )
      if (!known) return { ok: false, reason: 'not-public' }
      const made = await tx.query(
        `INSERT INTO campaigns_coverage_post (id, campaign_slug, text_zh, text_en, video_url, author_id, author_name)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING RETURNING id`,
        [id, campaign, draft.zh, draft.en, draft.videoUrl, by.id, by.name],
      )
      if (made.length === 0) {
        const own = await tx.query(
          'SELECT id FROM campaigns_coverage_post WHERE id = $1 AND campaign_slug = $2 AND author_id = $3',
          [id, campaign, by.id],
        )
        return own.length > 0 ? { ok: true, id, created: false } : { ok: false, reason: 'id-taken' }
      }
      await placePictures(tx, id, draft)
      const subject = { kind: 'coverage', id }
      await recordAct(tx, { by, action: 'coverage.post', subject, after: { campaign, ...tellDraft(draft) } })
      await announce(tx, campaign)
      return { ok: true, id, created: true }
    })
  } catch (error) {
    if (error instanceof PicturesGone) return { ok: false, reason: 'pictures-gone' }
    throw error
  }
}
