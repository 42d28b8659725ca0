import type { Sql } from '~/platform/db.server'
import { log } from '~/platform/log.server'
import { type RateLimit, rateLimit } from '~/platform/rate-limit.server'

const windowSeconds = 60
const limits = new WeakMap<Sql, RateLimit>()

/**
 * Alerts what anyone can provoke, or what every donor would meet at once: each kind and subject is written at most once
 * a minute per process, so keep the subjects few. Never throws: the alert stands beside the work and must not change
 * its answer.
 */
export async function alertSparingly(sql: Sql, kind: string, subject: string, detail: object): Promise<void> {
  const limit = limits.get(sql) ?? rateLimit(1, windowSeconds)
  limits.set(sql, limit)
  if ((await limit.take(`${kind} ${subject}`)) > 0) return
  try {
    await sql.query('SELECT platform_alert($1, $2, $3::jsonb)::text', [kind, subject, JSON.stringify(detail)])
  } catch (error) {
    log.error({ kind, subject, err: (error as Error).message }, 'an alert could not be written')
  }
}
