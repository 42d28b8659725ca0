/** What differs between two versions of one thing, by name, for the trail; null when nothing does. */
export function differing<Facts extends object>(
  before: Facts,
  after: Facts,
): { before: Partial<Facts>; after: Partial<Facts> } | null {
  const names = (Object.keys(after) as (keyof Facts)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
  if (names.length === 0) return null
  const pick = (from: Facts) => Object.fromEntries(names.map((name) => [name, from[name]])) as Partial<Facts>
  return { before: pick(before), after: pick(after) }
}
