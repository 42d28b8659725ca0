import type { Database } from '~/platform/db.server'
import { type Loop, runLoop } from '~/platform/run-loop.server'
import type { Projection } from './projection'
import { type Sealed, sealEntries } from './seal-entries.server'

export interface SealerOptions {
  /** How long to wait between looks at the queue. */
  tickMs?: number
  limit?: number
  /** Told after the commit of every seal that moved something. */
  onSealed?(sealed: Sealed): void
  onError?(error: unknown): void
}

export type Sealer = Loop

/** Seals for as long as the process lives. Full batches follow one another without a pause; a lost database is retried. */
export function runSealer(
  db: Database,
  projections: readonly Projection[],
  { tickMs = 150, limit = 2_000, onSealed, onError }: SealerOptions = {},
): Sealer {
  const look = async () => {
    const sealed = await sealEntries(db, projections, { limit })
    if (sealed.treeSize !== null) onSealed?.(sealed)
    return sealed.sealed === limit
  }
  return runLoop({ name: 'seal', look, tickMs, onError })
}
