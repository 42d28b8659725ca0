/** Figures are compared by ratio within one run: machines differ, and this one may be busy with other things. */

/** The value that `share` (0 to 1) of `values` do not exceed; NaN for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
export const median = (values: readonly number[]) => percentile(values, 0.5)
export const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

/** Runs `one` `times` times, one after the other, and answers how many milliseconds each took. */
export async function timeEach(times: number, one: (n: number) => Promise<unknown>): Promise<number[]> {
  const took: number[] = []
  for (let n = 0; n < times; n++) {
    const from = performance.now()
    await one(n)
    took.push(performance.now() - from)
  }
  return took
}
