import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { setUnitClosed } from './internal/change-unit.server'
import { hashOfLink, isLinkSecret } from './internal/links.server'

const find = 'SELECT id::text AS id FROM walks_unit WHERE manage_hash = $1 FOR NO KEY UPDATE'

/** A leader closes the unit's list, so that nobody joins any more, or opens it again. Refuses `unknown`, a link that leads nobody. */
export async function closeUnit(
  db: Database,
  { secret, closed, now }: { secret: string; closed: boolean; now: Date },
): Promise<Outcome<object, 'unknown'>> {
  if (!isLinkSecret(secret)) return { ok: false, reason: 'unknown' }
  return db.transaction(async (tx) => {
    const [unit] = await tx.query<{ id: string }>(find, [hashOfLink(secret)])
    if (!unit) return { ok: false, reason: 'unknown' }
    await setUnitClosed(tx, unit.id, closed, now)
    return { ok: true }
  })
}
