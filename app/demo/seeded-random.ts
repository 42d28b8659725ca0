/** The same numbers for the same seed (mulberry32): made-up data that is made up the same way each time. */
export interface SeededRandom {
  /** 0 up to 1. */
  next(): number
  /** Whole, both ends included. */
  whole(from: number, to: number): number
  one<T>(list: readonly T[]): T
}

export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return { next, whole, one: (list) => list[whole(0, list.length - 1)]! }
}
