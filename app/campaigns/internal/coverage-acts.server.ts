import type { Sql } from '~/platform/db.server'
import { keepPicture, releasePictures } from '~/platform/pictures/keep-picture.server'
import type { CoverageDraft } from '../coverage'

const usedBy = (postId: string) => `coverage:${postId}`

/** What of a post stands in the audit trail: public texts, which pictures, the video. */
export const tellDraft = ({ zh, en, videoUrl, pictures }: CoverageDraft) => ({
  zh,
  en,
  video: videoUrl,
  pictures: pictures.map(({ pictureId, alt }) => ({ picture: pictureId.slice(0, 12), alt })),
})

/** Whether the draft shows a picture that did not come with its form and that its post did not show before. */
export const foreignPicture = (
  draft: CoverageDraft,
  uploads: ReadonlySet<string>,
  shown: readonly string[] = [],
): boolean => draft.pictures.some(({ pictureId }) => !uploads.has(pictureId) && !shown.includes(pictureId))

/** A picture of the draft is not stored (any more). */
export class PicturesGone extends Error {}

/** Puts the draft's pictures to the post. Throws PicturesGone, which rolls all of it back. */
export async function placePictures(tx: Sql, postId: string, draft: CoverageDraft): Promise<void> {
  for (const [position, { pictureId, alt }] of draft.pictures.entries()) {
    if (!(await keepPicture(tx, pictureId, usedBy(postId)))) throw new PicturesGone()
    await tx.query(
      'INSERT INTO campaigns_coverage_picture (post_id, position, picture_id, alt) VALUES ($1, $2, $3, $4)',
      [postId, position, pictureId, alt],
    )
  }
}

/** Takes all pictures from the post's hands; what nobody else shows is deleted once this has committed. */
export async function releaseAndSweep(tx: Sql, postId: string): Promise<void> {
  const shown = await tx.query<{ picture_id: string }>(
    'SELECT DISTINCT picture_id FROM campaigns_coverage_picture WHERE post_id = $1',
    [postId],
  )
  await releasePictures(tx, usedBy(postId))
  if (shown.length === 0) return
  const now = shown.map((row) => row.picture_id)
  await tx.query(`INSERT INTO platform_outbox (topic, payload) VALUES ('sweep-pictures', $1::jsonb)`, [
    JSON.stringify({ now }),
  ])
}

/** Every web process keeps the newest posts: it hears of a change when this transaction commits. */
export const announce = (tx: Sql, campaign: string) =>
  tx.query(`SELECT pg_notify('coverage', $1)`, [campaign])
