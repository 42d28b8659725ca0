import { cleanText, lengthOf } from '~/giving/gift-form'
import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { longestPage } from './fundraising-page'

export interface ModeratePage {
  campaign: string
  slug: string
  state: 'shown' | 'hidden'
  /** Said to the page's owner when it is hidden. */
  why?: string
}

/**
 * Hides a fundraising page from everybody, or shows it again. Its gifts stay what they are. Its owner is told why. Told in
 * the trail, without what stands on it. Refuses `not-allowed`, `unknown`, and to hide it with `no-reason` or one that is `too-long`.
 */
export async function moderatePage(
  db: Database,
  by: Actor,
  { campaign, slug, state, why: typed = '' }: ModeratePage,
): Promise<Outcome<object, 'not-allowed' | 'unknown' | 'no-reason' | 'too-long'>> {
  if (!can(by, 'walk.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  const why = state === 'hidden' ? cleanText(typed, 'one') : ''
  if (state === 'hidden' && why === '') return { ok: false, reason: 'no-reason' }
  if (lengthOf(why) > longestPage.hiddenWhy) return { ok: false, reason: 'too-long' }
  return db.transaction(async (tx) => {
    const [page] = await tx.query<{ was: string }>(
      `WITH old AS (SELECT slug, state FROM walks_page WHERE slug = $1 AND campaign = $2 FOR UPDATE)
       UPDATE walks_page p SET state = $3, hidden_why = $4 FROM old WHERE p.slug = old.slug RETURNING old.state AS was`,
      [slug, campaign, state, why],
    )
    if (!page) return { ok: false, reason: 'unknown' }
    if (page.was !== state)
      await recordAct(tx, {
        by,
        action: 'walk.page',
        subject: { kind: 'walk', id: campaign },
        before: { page: slug, state: page.was },
        after: { page: slug, state, ...(why && { why }) },
      })
    return { ok: true }
  })
}
