import type { TwoPersonAction } from '~/identity/actions'
import type { Actor } from '~/identity/actor'
import { moneyAlerts } from '~/identity/alert-kinds'
import { behindProposer } from '~/identity/behind-proposer'
import { can, canDecide, reachOf } from '~/identity/can'
import type { Subject } from '~/identity/role'
import type { Sql } from '~/platform/db.server'

/** What waits for this person, by place; what is none of their business is 0. */
export interface Waiting {
  messages: number
  /** Held gifts that nobody has decided, and alerts about money. */
  holds: number
  /** Proposals of others that this person may decide; counted among the oldest 200. */
  proposals: number
  /** Batches of cash and cheques to be counted to the end, or to be cleared. */
  offline: number
  /** The other alerts: what the health page shows. */
  alerts: number
  /** Suspicions that nobody has decided. */
  suspicions: number
}
interface Row {
  messages: bigint
  holds: bigint
  alerts: bigint
  suspicions: bigint
  offline: bigint
  proposals: { action: TwoPersonAction; by: string; reach: Subject | null; standsInFor: string[] }[] | null
}

const countAll = `
  SELECT (SELECT count(*)::bigint FROM giving_gift WHERE message_state = 'waiting' AND state = 'confirmed'
             AND ($1::text[] IS NULL OR campaign = ANY ($1))) AS messages,
         (SELECT count(*)::bigint FROM giving_gift WHERE $2 AND state = 'held' AND hold_decision IS NULL)
           + (SELECT count(*)::bigint FROM platform_alert WHERE $3 AND resolved_at IS NULL AND kind = ANY ($5::text[])) AS holds,
         (SELECT count(*)::bigint FROM platform_alert WHERE $3 AND resolved_at IS NULL AND kind <> 'gift-held'
             AND NOT kind = ANY ($5::text[])) AS alerts,
         (SELECT count(*)::bigint FROM giving_suspicion WHERE $6 AND state = 'open') AS suspicions,
         (SELECT count(*)::bigint FROM giving_batch b WHERE state = 'open' AND ($7::text[] IS NULL OR campaign = ANY ($7)))
           + (SELECT count(DISTINCT batch_id)::bigint FROM giving_batch_line WHERE $8 AND state = 'handed-in') AS offline,
         (SELECT json_agg(json_build_object('action', p.action, 'by', p.proposed_by, 'reach', p.payload -> 'reach', 'standsInFor',
                   ${behindProposer}))
            FROM (SELECT * FROM identity_proposal WHERE state = 'waiting' AND proposed_by <> $4 ORDER BY proposed_at LIMIT 200) p
         ) AS proposals`

/** Counts what waits for `actor`, in one statement over short partial indexes: the desk asks with every page. */
export async function countWaiting(sql: Sql, actor: Actor): Promise<Waiting> {
  const reach = reachOf(actor, 'message.moderate', 'campaign')
  const batches = reachOf(actor, 'offline.enter', 'campaign')
  const [row] = await sql.query<Row>(countAll, [
    reach === '*' ? null : reach,
    can(actor, 'hold.decide'),
    can(actor, 'alert.resolve'),
    actor.id,
    moneyAlerts,
    can(actor, 'suspicion.decide'),
    batches === '*' ? null : batches,
    can(actor, 'bank.change'),
  ])
  const mine = (row!.proposals ?? []).filter((p) =>
    canDecide(actor, p.action, { id: p.by, standsInFor: p.standsInFor }, p.reach ?? {}),
  )
  return {
    messages: Number(row!.messages),
    holds: Number(row!.holds),
    proposals: mine.length,
    offline: Number(row!.offline),
    alerts: Number(row!.alerts),
    suspicions: Number(row!.suspicions),
  }
}
