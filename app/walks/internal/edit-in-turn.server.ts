import type { Database, Sql } from '~/platform/db.server'
import { findWalk } from '../find-walk.server'
import type { Walk } from '../walk'

/** What every change of a walk may be refused for. */
export type TurnRefusal = 'unknown-walk' | 'changed-meanwhile'

/**
 * One change of a walk after another: locks it, and refuses `unknown-walk` and `changed-meanwhile` (`version` is
 * the one that the editing began from). What succeeds with `changed` counts the version on.
 */
export async function editInTurn<Answer extends { ok: boolean; changed?: boolean }>(
  db: Database,
  { campaign, version }: { campaign: string; version: number },
  change: (tx: Sql, walk: Walk) => Promise<Answer>,
): Promise<Answer | { ok: false; reason: TurnRefusal }> {
  return db.transaction(async (tx) => {
    const walk = await findWalk(tx, campaign, { lock: true })
    if (!walk) return { ok: false, reason: 'unknown-walk' }
    if (walk.version !== version) return { ok: false, reason: 'changed-meanwhile' }
    const answer = await change(tx, walk)
    if (answer.ok && answer.changed)
      await tx.query('UPDATE walks_walk SET version = version + 1 WHERE campaign = $1', [campaign])
    return answer
  })
}
