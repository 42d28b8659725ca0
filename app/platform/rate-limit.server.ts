import { isIPv6 } from 'node:net'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

export interface RateLimit {
  /** Takes one from each key; answers the seconds to wait when any is used up, else 0. */
  take(...keys: string[]): Promise<number>
  /** Takes that many from one key, for what comes in heaps; answers as `take`. */
  takeMany(key: string, points: number): Promise<number>
  /** Answers the seconds to wait when a key is used up, else 0, and takes nothing: where only what went wrong is counted. */
  waitFor(key: string): Promise<number>
}

/** At most `points` per key in `windowSeconds`. Counted in this process: with n web processes the true limit is up to n times as high. */
export function rateLimit(points: number, windowSeconds: number): RateLimit {
  const limiter = new RateLimiterMemory({ points, duration: windowSeconds })
  const consume = (key: string, many: number) =>
    limiter.consume(key, many).then(
      () => 0,
      (refused: RateLimiterRes) => Math.ceil(refused.msBeforeNext / 1_000),
    )
  return {
    async take(...keys) {
      let wait = 0
      for (const key of keys) wait = Math.max(wait, await consume(key, 1))
      return wait
    },
    takeMany: consume,
    async waitFor(key) {
      const taken = await limiter.get(key)
      return taken && taken.consumedPoints >= points ? Math.ceil(taken.msBeforeNext / 1_000) : 0
    },
  }
}

/** Who counts as one: an IPv4 address, or the first half of an IPv6 address, all of whose second half one line has to itself. */
export function networkOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (v4) return v4[1]!
  if (!isIPv6(address)) return address
  const [head, tail] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''))
  const zeros = tail ? Array<string>(Math.max(0, 8 - head!.length - tail.length)).fill('0') : []
  const groups = [...head!, ...zeros, ...(tail ?? [])].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
