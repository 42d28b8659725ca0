import { log } from './log.server'

export interface LoopOptions {
  /** In the log: what failed and will be tried again. */
  name: string
  /** One look for work; answers whether there is more at once. */
  look(): Promise<boolean>
  /** How long to wait between looks. */
  tickMs: number
  onError?(error: unknown): void
}

export interface Loop {
  /** There is work: do not wait for the tick. */
  wake(): void
  /** Lets the look that is under way end, then answers. */
  stop(): Promise<void>
}

/** A woken loop still gathers this long, so that a rush becomes batches and not one transaction each. */
const gatherMs = 20
const firstBackoffMs = 100
const longestBackoffMs = 2_000

/** Looks for work as long as the process lives. More work follows without a pause; a lost database is retried, at most 2 s apart. */
export function runLoop({ name, look, tickMs, onError }: LoopOptions): Loop {
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

  /** Answers how long to wait for the next look. */
  async function lookOnce(): Promise<number> {
    try {
      const more = await look()
      if (backoffMs > 0) log.info({ loop: name }, 'the database is back')
      backoffMs = 0
      return more ? 0 : tickMs
    } catch (error) {
      backoffMs = Math.min(longestBackoffMs, backoffMs * 2 || firstBackoffMs)
      log.error({ err: error, backoffMs, loop: name }, 'it failed and will be tried again')
      onError?.(error)
      return backoffMs
    }
  }

  async function loop() {
    while (!stopped) {
      const waitMs = await lookOnce()
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
