import type { Fen } from './fen'

/**
 * Splits `total` fen over `weights` (whole numbers ≥ 0, for example basis points) by largest remainder
 * (Hamilton's method): shares sum to `total` exactly and none is more than one fen from its true part.
 * Ties go to the earlier weight, so that the same gift always splits the same way.
 * Throws on a negative total, a negative weight or weights that are all zero: those are programmer errors.
 */
export function splitFen(total: Fen, weights: readonly number[]): Fen[] {
  const sum = weights.reduce((a, w) => a + w, 0)
  if (total < 0n || sum <= 0 || weights.some((w) => !Number.isSafeInteger(w) || w < 0)) {
    throw new RangeError('splitFen needs a total of at least 0 and whole weights that are not all zero')
  }
  const whole = BigInt(sum)
  const shares = weights.map((w) => (total * BigInt(w)) / whole)
  const remainders = weights.map((w, i) => ({ i, r: (total * BigInt(w)) % whole }))
  let left = total - shares.reduce((a, s) => a + s, 0n)
  for (const { i } of remainders.sort((a, b) => (a.r === b.r ? a.i - b.i : a.r > b.r ? -1 : 1))) {
    if (left === 0n) break
    shares[i]! += 1n
    left -= 1n
  }
  return shares
}
