import type { Database } from '~/platform/db.server'
import { log } from '~/platform/log.server'
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

export interface Sealer {
  /** Something was posted: do not wait for the tick. */
  wake(): void
  /** Lets the seal that is under way end, then answers. */
  stop(): Promise<void>
}

/** A woken sealer still gathers this long, so that a rush becomes batches and not one transaction per entry. */
const gatherMs = 20
const firstBackoffMs = 100
const longestBackoffMs = 2_000

/** Seals for as long as the process lives. Full batches follow one another without a pause; a lost database is retried, at most 2 s apart. */
export function runSealer(
  db: Database,
  projections: readonly Projection[],
  { tickMs = 150, limit = 2_000, onSealed, onError }: SealerOptions = {},
): Sealer {
  let stopped = false
  let woken = false
  let cutShort: (() => void) | undefined
  let backoffMs = 0

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      cutShort = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  /** One look at the queue; answers how long to wait for the next. */
  async function look(): Promise<number> {
    try {
      const sealed = await sealEntries(db, projections, { limit })
      if (backoffMs > 0) log.info('the sealer has its database back')
      backoffMs = 0
      if (sealed.treeSize !== null) onSealed?.(sealed)
      return sealed.sealed === limit ? 0 : tickMs
    } catch (error) {
      backoffMs = Math.min(longestBackoffMs, backoffMs * 2 || firstBackoffMs)
      log.error({ err: error, backoffMs }, 'sealing failed and will be tried again')
      onError?.(error)
      return backoffMs
    }
  }

  async function loop() {
    while (!stopped) {
      const waitMs = await look()
      if (waitMs === 0 || stopped) continue
      if (!woken || backoffMs > 0) await pause(waitMs)
      if (woken && !stopped && backoffMs === 0) await pause(Math.min(gatherMs, tickMs))
      woken = false
    }
  }
  const ended = loop()

  return {
    wake() {
      if (woken) return
      woken = true
      if (backoffMs === 0) cutShort?.()
    },
    async stop() {
      stopped = true
      cutShort?.()
      await ended
    },
  }
}
