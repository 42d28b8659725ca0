const pauseMs = 1_000
const afterFailureMs = 5_000

export interface Refresher {
  /** Wants newer figures; many wishes are answered by one load. */
  ask(): void
  stop(): void
}

/**
 * Loads at most once a second, one load at a time, and always once more after the last wish, so that what is shown is
 * never older than that. What fails (`load` answers null or throws) is tried again five seconds later.
 */
export function refreshAtMostEachSecond<T>(
  load: () => Promise<T | null>,
  deliver: (newer: T | null) => void,
): Refresher {
  let timer: ReturnType<typeof setTimeout> | undefined
  let [loading, wanted, stopped] = [false, false, false]
  let earliestAt = 0
  const ask = () => {
    if (loading) wanted = true
    if (loading || timer !== undefined || stopped) return
    timer = setTimeout(run, Math.max(0, earliestAt - Date.now()))
  }
  async function run() {
    timer = undefined
    loading = true
    wanted = false
    earliestAt = Date.now() + pauseMs
    const newer = await load().catch(() => null)
    loading = false
    if (stopped) return
    deliver(newer)
    if (newer === null) earliestAt = Date.now() + afterFailureMs
    if (wanted || newer === null) ask()
  }
  return {
    ask,
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
