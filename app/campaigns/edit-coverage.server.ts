import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { faultsOf } from './coverage-form'
import {
  announce,
  foreignPicture,
  PicturesGone,
  placePictures,
  releaseAndSweep,
  tellDraft,
} from './internal/coverage-acts.server'
import { readDraft } from './internal/read-draft.server'
import type { PostInput } from './post-coverage.server'

export type EditRefusal =
  | 'not-allowed'
  | 'invalid'
  | 'unknown-post'
  | 'withdrawn'
  | 'changed-meanwhile'
  | 'pictures-gone'
  | 'foreign-picture'

/**
 * Corrects a post; readers are told that it was corrected. Pictures that it shows no longer are deleted. Refuses
 * `not-allowed`, `invalid`, `unknown-post` (also one of another campaign), `withdrawn`, `changed-meanwhile` (`version` is
 * not what stands there now), `pictures-gone`, `foreign-picture` (neither shown by this post before nor brought with this form).
 */
export async function editCoverage(
  db: Database,
  by: Actor,
  { id, campaign, draft, uploads, streamOrigins, version }: PostInput & { version: number },
): Promise<Outcome<{ id: string }, EditRefusal>> {
  if (!can(by, 'coverage.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  if (!isUuid(id)) return { ok: false, reason: 'unknown-post' }
  if (Object.keys(faultsOf(draft, streamOrigins)).length > 0) return { ok: false, reason: 'invalid' }
  try {
    return await db.transaction(async (tx) => {
      const before = await readDraft(tx, campaign, id, { lock: true })
      if (!before) return { ok: false, reason: 'unknown-post' }
      if (before.state === 'withdrawn') return { ok: false, reason: 'withdrawn' }
      if (before.version !== version) return { ok: false, reason: 'changed-meanwhile' }
      const shown = before.draft.pictures.map(({ pictureId }) => pictureId)
      if (foreignPicture(draft, uploads, shown)) return { ok: false, reason: 'foreign-picture' }
      await tx.query(
        `UPDATE campaigns_coverage_post SET text_zh = $2, text_en = $3, video_url = $4, version = version + 1, edited_at = now()
          WHERE id = $1`,
        [id, draft.zh, draft.en, draft.videoUrl],
      )
      await releaseAndSweep(tx, id)
      await tx.query('DELETE FROM campaigns_coverage_picture WHERE post_id = $1', [id])
      await placePictures(tx, id, draft)
      const subject = { kind: 'coverage', id }
      const [was, is] = [tellDraft(before.draft), tellDraft(draft)]
      await recordAct(tx, { by, action: 'coverage.edit', subject, before: { campaign, ...was }, after: is })
      await announce(tx, campaign)
      return { ok: true, id }
    })
  } catch (error) {
    if (error instanceof PicturesGone) return { ok: false, reason: 'pictures-gone' }
    throw error
  }
}
