import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { announce, releaseAndSweep, tellDraft } from './internal/coverage-acts.server'
import { readDraft } from './internal/read-draft.server'

export type WithdrawRefusal = 'not-allowed' | 'note-too-long' | 'unknown-post' | 'withdrawn'

/** In code points. */
const longestNote = 400

/**
 * Takes a post from the readers for good and deletes its pictures: somebody may be on them who must not be. Its text stays
 * where the desk sees it. Refuses `not-allowed`, `note-too-long`, `unknown-post` (also one of another campaign), `withdrawn`.
 */
export async function withdrawCoverage(
  db: Database,
  by: Actor,
  { id, campaign, note = '' }: { id: string; campaign: string; note?: string },
): Promise<Outcome<{ id: string }, WithdrawRefusal>> {
  if (!can(by, 'coverage.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  if ([...note].length > longestNote) return { ok: false, reason: 'note-too-long' }
  if (!isUuid(id)) return { ok: false, reason: 'unknown-post' }
  return db.transaction(async (tx) => {
    const post = await readDraft(tx, campaign, id, { lock: true })
    if (!post) return { ok: false, reason: 'unknown-post' }
    if (post.state === 'withdrawn') return { ok: false, reason: 'withdrawn' }
    await tx.query(
      `UPDATE campaigns_coverage_post SET state = 'withdrawn', withdrawn_at = now(), version = version + 1 WHERE id = $1`,
      [id],
    )
    await releaseAndSweep(tx, id)
    const subject = { kind: 'coverage', id }
    const before = { campaign, ...tellDraft(post.draft) }
    await recordAct(tx, { by, action: 'coverage.withdraw', subject, before, note })
    await announce(tx, campaign)
    return { ok: true, id }
  })
}
