import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'

/**
 * Hides a fundraising page from everybody, or shows it again. Its gifts stay what they are. Told in the trail, without what stands on
 * it. Refuses `not-allowed`, `unknown`.
 */
export async function moderatePage(
  db: Database,
  by: Actor,
  { campaign, slug, state }: { campaign: string; slug: string; state: 'shown' | 'hidden' },
): Promise<Outcome<object, 'not-allowed' | 'unknown'>> {
  if (!can(by, 'walk.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  return db.transaction(async (tx) => {
    const [page] = await tx.query<{ was: string }>(
      `WITH old AS (SELECT slug, state FROM walks_page WHERE slug = $1 AND campaign = $2 FOR UPDATE)
       UPDATE walks_page p SET state = $3 FROM old WHERE p.slug = old.slug RETURNING old.state AS was`,
      [slug, campaign, state],
    )
    if (!page) return { ok: false, reason: 'unknown' }
    if (page.was !== state)
      await recordAct(tx, {
        by,
        action: 'walk.page',
        subject: { kind: 'walk', id: campaign },
        before: { page: slug, state: page.was },
        after: { page: slug, state },
      })
    return { ok: true }
  })
}
