import type { Database } from '~/platform/db.server'
import type { Actor } from './actor'
import type { Knock } from './enter.server'
import { type FoundPass, findPass, type NoPass } from './find-pass.server'
import { type Pass, passActor } from './pass'
import { passSecretOf } from './pass-cookie.server'

export type Carried =
  | { ok: true; pass: Pass; actor: Actor }
  | (Omit<FoundPass & { ok: false }, 'reason'> & { reason: NoPass | 'no-pass' })

/** Once a minute is enough to say when a pass was used last. */
const touch = `
  UPDATE identity_pass SET last_used_at = $2
   WHERE id = $1::uuid AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute')`

/**
 * The pass that the asking phone carries, and who it makes of it. Looked up anew with each request: one that was taken back,
 * or whose day has ended, is gone with the next. Refuses `no-pass` (the phone carries none) and as `findPass` does.
 */
export async function carriedPass(
  db: Database,
  { request, address }: Knock,
  site: { PUBLIC_URL: string },
  now = new Date(),
): Promise<Carried> {
  const secret = passSecretOf(request, site)
  if (secret === '') return { ok: false, reason: 'no-pass' }
  const found = await findPass(db, secret, now)
  if (!found.ok) return found
  await db.query(touch, [found.pass.id, now])
  return { ok: true, pass: found.pass, actor: passActor(found.pass, address) }
}
