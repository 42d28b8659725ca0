import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'

/** One that waits is enough. */
const ask = `
  INSERT INTO platform_outbox (topic, payload) SELECT 'read-balance', '{}'::jsonb
   WHERE NOT EXISTS (SELECT 1 FROM platform_outbox WHERE topic = 'read-balance')`

/**
 * Has the provider's balance read now instead of at the next tenth minute. Nothing is decided by it, so the trail does not hear of
 * it. Refuses `not-allowed`.
 */
export async function askForBalance(db: Database, by: Actor): Promise<Outcome<object, 'not-allowed'>> {
  if (!can(by, 'bank.change')) return { ok: false, reason: 'not-allowed' }
  await db.query(ask)
  return { ok: true }
}
