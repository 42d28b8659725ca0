/** The knobs of a wallet's stand-in; change them in place. */
export interface WalletControl {
  /** Every callback comes this many times more. */
  duplicate: number
  /** Loses the next n callbacks (true: all) and never tries them again. */
  drop: number | boolean
  /** The first n tries of every callback fail before they are sent. */
  failFirst: number
  /** The API is away: every call is answered 503. */
  away: boolean
}
export const calmWallet: WalletControl = { duplicate: 0, drop: false, failFirst: 0, away: false }

export interface Knocker {
  /** `attempt` sends once and answers whether the other side took it; it is tried again with ever longer waits. */
  knock(attempt: () => Promise<boolean>): void
  stop(): void
}

/** Brings callbacks until the other side takes them: exponential back-off, at most `maxTries` tries. In memory only. */
export function createKnocker(
  control: WalletControl,
  { retryBaseMs, maxTries }: { retryBaseMs: number; maxTries: number },
): Knocker {
  const timers = new Set<NodeJS.Timeout>()
  let stopped = false
  function later(ms: number, attempt: () => Promise<boolean>, tries: number) {
    const timer = setTimeout(async () => {
      timers.delete(timer)
      const taken = tries > control.failFirst && (await attempt().catch(() => false))
      if (!taken && !stopped && tries < maxTries) later(retryBaseMs * 2 ** (tries - 1), attempt, tries + 1)
    }, ms)
    timers.add(timer)
  }
  function isDropped() {
    if (typeof control.drop === 'boolean') return control.drop
    if (control.drop === 0) return false
    control.drop--
    return true
  }
  return {
    knock(attempt) {
      if (stopped || isDropped()) return
      for (let n = 0; n <= control.duplicate; n++) later(0, attempt, 1)
    },
    stop() {
      stopped = true
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
