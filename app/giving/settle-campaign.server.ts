import type { Actor } from '~/identity/actor'
import { canAgree } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'

/**
 * Ends a closed campaign for good, once no checkout is open (the provider expires them within a
 * day), no payment is under way, no gift is held for a person, and no batch of cash or cheques waits.
 * It stands here and not in campaigns/ because that room has never heard of a gift. It needs four
 * eyes: `by` is the second person, and `tx` the transaction that says so. Refuses `not-allowed`, `not-closed`,
 * `gifts-unsettled`, `batches-unsettled`.
 */
export async function settleCampaign(
  tx: Sql,
  by: Actor,
  slug: string,
): Promise<
  Outcome<{ slug: string }, 'not-allowed' | 'not-closed' | 'gifts-unsettled' | 'batches-unsettled'>
> {
  if (!canAgree(by, 'campaign.settle', { campaign: slug })) return { ok: false, reason: 'not-allowed' }
  const [row] = await tx.query<{ waiting: boolean; batches: boolean; settled: boolean }>(
    `WITH waiting AS (SELECT EXISTS (SELECT FROM giving_gift WHERE campaign = $1
         AND (state IN ('pending', 'held') OR state = 'started' AND checkout_ref IS NOT NULL)) AS yes),
     batches AS (SELECT EXISTS (SELECT FROM giving_batch b WHERE b.campaign = $1 AND (b.state = 'open'
         OR EXISTS (SELECT FROM giving_batch_line l WHERE l.batch_id = b.id AND l.state = 'handed-in'))) AS yes),
     moved AS (
       UPDATE campaigns_campaign SET state = 'settled', settled_at = now()
        WHERE slug = $1 AND state = 'closed' AND NOT (SELECT yes FROM waiting) AND NOT (SELECT yes FROM batches) RETURNING slug
     ) SELECT (SELECT yes FROM waiting) AS waiting, (SELECT yes FROM batches) AS batches, EXISTS (SELECT FROM moved) AS settled`,
    [slug],
  )
  if (!row!.settled) {
    const reason = row!.waiting ? 'gifts-unsettled' : row!.batches ? 'batches-unsettled' : 'not-closed'
    return { ok: false, reason }
  }
  await recordAct(tx, {
    by,
    action: 'campaign.settle',
    subject: { kind: 'campaign', id: slug },
    before: { state: 'closed' },
    after: { state: 'settled' },
  })
  return { ok: true, slug }
}
