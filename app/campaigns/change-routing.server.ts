import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database, Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { changedFacts, routingFacts } from './campaign-history'
import { type RoutingInput, routingInput } from './campaign-input'
import { mostCharacters } from './campaign-limits'
import { findCampaign } from './find-campaign.server'
import { type RoutingRefusal, routingRefusal } from './routing'

export type ChangeRoutingRefusal =
  | 'not-allowed'
  | 'unknown-campaign'
  | 'invalid'
  | 'giving-has-ended'
  | 'changed-meanwhile'
  | 'unknown-fund'
  | 'reason-missing'
  | RoutingRefusal

/**
 * Changes where a campaign's money goes. Only gifts started from now on follow it: those before keep the allocation that was
 * written with them. The trail keeps each rule whole, with its day. An open campaign's rule changes with a `reason` only, a closed one's
 * never. `version` is the routing version that the editing began from. The same rule again changes nothing. Refuses
 * `not-allowed`, `unknown-campaign`, `invalid`, `giving-has-ended`, `changed-meanwhile`, `unknown-fund`, `reason-missing` and what routingRefusal names.
 */
export async function changeRouting(
  db: Database,
  by: Actor,
  slug: string,
  input: { rule: RoutingInput; version: number; reason?: string },
): Promise<Outcome<{ changed: boolean }, ChangeRoutingRefusal>> {
  if (!can(by, 'campaign.change', { campaign: slug })) return { ok: false, reason: 'not-allowed' }
  const reason = (input.reason ?? '').trim()
  const parsed = routingInput.safeParse(input.rule)
  if (!parsed.success || reason.length > mostCharacters.reason) return { ok: false, reason: 'invalid' }
  const refusal = routingRefusal(parsed.data)
  if (refusal) return { ok: false, reason: refusal }
  return db.transaction(async (tx) => {
    const stored = await findCampaign(tx, slug, { lock: true })
    if (!stored) return { ok: false, reason: 'unknown-campaign' }
    if (stored.state !== 'draft' && stored.state !== 'open') return { ok: false, reason: 'giving-has-ended' }
    if (stored.routingVersion !== input.version) return { ok: false, reason: 'changed-meanwhile' }
    const { donorMayChoose, routes } = parsed.data
    const named = routes.map((r) => ({ ...r, nameZh: '', nameEn: '' }))
    const before = routingFacts(stored.routing)
    const after = routingFacts({ donorMayChoose, routes: named })
    if (!changedFacts(before, after)) return { ok: true, changed: false }
    if (stored.state === 'open' && reason === '') return { ok: false, reason: 'reason-missing' }
    const funds = routes.map((r) => r.fund)
    const known = await tx.query('SELECT slug FROM ledger_fund WHERE slug = ANY ($1::text[])', [funds])
    if (known.length !== routes.length) return { ok: false, reason: 'unknown-fund' }
    await tx.query('DELETE FROM campaigns_route WHERE campaign_slug = $1', [slug])
    await writeRoutes(tx, slug, routes)
    await tx.query(
      'UPDATE campaigns_campaign SET donor_may_choose = $2, routing_version = routing_version + 1 WHERE slug = $1',
      [slug, donorMayChoose],
    )
    await recordAct(tx, {
      by,
      action: 'campaign.route',
      subject: { kind: 'campaign', id: slug },
      before,
      after: { ...after, version: stored.routingVersion + 1 },
      note: reason,
    })
    return { ok: true, changed: true }
  })
}

/** Writes a campaign's routes in their order. */
export async function writeRoutes(
  tx: Sql,
  slug: string,
  routes: readonly { fund: string; basisPoints: number; onOffer: boolean }[],
): Promise<void> {
  await tx.query(
    `INSERT INTO campaigns_route (campaign_slug, fund, basis_points, on_offer, position)
     SELECT $1, r.fund, r.bps, r.on_offer, r.n::int
     FROM unnest($2::text[], $3::int[], $4::boolean[]) WITH ORDINALITY AS r (fund, bps, on_offer, n)`,
    [slug, routes.map((r) => r.fund), routes.map((r) => r.basisPoints), routes.map((r) => r.onOffer)],
  )
}
