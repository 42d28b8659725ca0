import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

export interface RateLimit {
  /** Takes one from each key; answers the seconds to wait when any is used up, else 0. */
  take(...keys: string[]): Promise<number>
}

/** At most `points` per key in `windowSeconds`. Counted in this process: with n web processes the true limit is up to n times as high. */
export function rateLimit(points: number, windowSeconds: number): RateLimit {
  const limiter = new RateLimiterMemory({ points, duration: windowSeconds })
  return {
    async take(...keys) {
      let wait = 0
      for (const key of keys) {
        await limiter.consume(key).catch((refused: RateLimiterRes) => {
          wait = Math.max(wait, Math.ceil(refused.msBeforeNext / 1_000))
        })
      }
      return wait
    },
  }
}
