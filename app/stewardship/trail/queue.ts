/** Places in a fund's queue, in whole fen: from `fromFen` up to, not including, `throughFen`. Never empty. */
export interface Span {
  fromFen: bigint
  throughFen: bigint
}
export const lengthOf = ({ fromFen, throughFen }: Span) => throughFen - fromFen
export const sumOf = (spans: readonly Span[]) => spans.reduce((sum, span) => sum + lengthOf(span), 0n)

const least = (a: bigint, b: bigint) => (a < b ? a : b)
const most = (a: bigint, b: bigint) => (a > b ? a : b)

/** What both have, or null. */
export function common(a: Span, b: Span): Span | null {
  const fromFen = most(a.fromFen, b.fromFen)
  const throughFen = least(a.throughFen, b.throughFen)
  return fromFen < throughFen ? { fromFen, throughFen } : null
}

/** `spans` without what `others` have of them; both may be in any order, the answer is in the order of `spans`. */
export function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  return others.reduce<Span[]>(
    (left, other) =>
      left.flatMap((span) => {
        const gone = common(span, other)
        if (!gone) return [span]
        return [
          { fromFen: span.fromFen, throughFen: gone.fromFen },
          { fromFen: gone.throughFen, throughFen: span.throughFen },
        ].filter((piece) => piece.fromFen < piece.throughFen)
      }),
    [...spans],
  )
}

/**
 * First in, first out: `fen` leave the queue at `pointer`, jumping over `gaps` (disjoint, in order). Answers the places they
 * take and where the next will begin. It may run ahead of what has come in: later money is then spent as it comes.
 */
export function takeOut(
  pointer: bigint,
  gaps: readonly Span[],
  fen: bigint,
): { spans: Span[]; pointer: bigint } {
  const spans: Span[] = []
  let at = pointer
  let left = fen
  for (const gap of gaps) {
    if (left === 0n) break
    if (gap.throughFen <= at) continue
    const taken = least(most(gap.fromFen - at, 0n), left)
    if (taken > 0n) spans.push({ fromFen: at, throughFen: at + taken })
    left -= taken
    at = left === 0n ? at + taken : gap.throughFen
  }
  if (left > 0n) spans.push({ fromFen: at, throughFen: at + left })
  return { spans, pointer: at + left }
}

/** The last `fen` of `spans`, last first; less where there is less. */
function takeLast(spans: readonly Span[], fen: bigint): Span[] {
  const taken: Span[] = []
  let left = fen
  for (const span of spans.toReversed()) {
    if (left === 0n) break
    const part = least(lengthOf(span), left)
    taken.push({ fromFen: span.throughFen - part, throughFen: span.throughFen })
    left -= part
  }
  return taken
}

/**
 * `fen` of a gift go back to its giver. `own` are its places in order, `gone` what of them was paid back before (gaps and
 * places that others stand in for). What is not yet used goes first and leaves a gap; the rest was used already, and
 * the money next in the queue will have to stand in for it, place by place in order. `rest`: more than the gift has; it leaves like any other money.
 */
export function takeBack(
  own: readonly Span[],
  gone: readonly Span[],
  pointer: bigint,
  fen: bigint,
): { gaps: Span[]; standsFor: Span[]; rest: bigint } {
  const left = without(own, gone)
  const used = without(left, [{ fromFen: pointer, throughFen: 2n ** 63n }])
  const gaps = takeLast(without(left, [{ fromFen: 0n, throughFen: pointer }]), fen)
  const standsFor = takeLast(used, fen - sumOf(gaps)).reverse()
  return { gaps, standsFor, rest: fen - sumOf(gaps) - sumOf(standsFor) }
}
