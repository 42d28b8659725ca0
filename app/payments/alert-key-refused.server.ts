import type { Sql } from '~/platform/db.server'
import type { ProviderFault } from './gateway'
import { alertSparingly } from './internal/alert-sparingly.server'

/**
 * Tells the organisers' desk that the provider refuses our key (401) or its rights (403): until a person mends it, no
 * donor can pay. At most once a minute per process; never throws.
 */
export function alertKeyRefused(sql: Sql, fault: ProviderFault): Promise<void> {
  return alertSparingly(sql, 'provider-key-refused', `${fault.provider} ${fault.status}`, fault)
}
