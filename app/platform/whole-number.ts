/** A whole number ≥ 0 as typed in an address; null for anything else, also beyond what JSON carries exactly. */
export function wholeNumber(typed: string | null): bigint | null {
  if (typed === null || !/^\d{1,16}$/.test(typed)) return null
  const n = BigInt(typed)
  return n <= BigInt(Number.MAX_SAFE_INTEGER) ? n : null
}
