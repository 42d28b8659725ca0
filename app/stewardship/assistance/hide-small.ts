/** Fewer people than this in a cell are a small group. */
export const smallest = 5

/**
 * A number of the crossing as a flow between two sums: out of a row into a column, out of a column into the sum of all. Null stands for
 * sums that nobody publishes.
 */
interface Flow {
  from: number | null
  to: number | null
  count: number
  hidden: boolean
}

/** Hiding a cell with nobody in it hides little, so it is taken last. */
const costOf = ({ hidden, count }: Flow) => (hidden ? 0 : count === 0 ? 1_000_000_000 : count)

/**
 * The cheapest way from one sum to another along which numbers can be moved by one, `flow` itself left out, so that every published sum
 * stays and no number falls below zero: with a flow it grows, against it it shrinks.
 */
function way(flows: readonly Flow[], flow: Flow, back: boolean, may: (other: Flow) => boolean) {
  const [start, end] = back ? [flow.from, flow.to] : [flow.to, flow.from]
  const best = new Map<number | null, { cost: number; steps: Flow[] }>([[start, { cost: 0, steps: [] }]])
  const done = new Set<number | null>()
  for (;;) {
    const [next] = [...best].filter(([node]) => !done.has(node)).sort(([, a], [, b]) => a.cost - b.cost)
    if (!next) return null
    const [node, { cost, steps }] = next
    if (node === end) return { cost, steps }
    done.add(node)
    for (const other of flows) {
      if (other === flow || !may(other)) continue
      const grows = other.from === node
      if (!grows && (other.to !== node || other.count === 0)) continue
      const far = grows ? other.to : other.from
      const sum = cost + costOf(other)
      if (sum < (best.get(far)?.cost ?? Number.POSITIVE_INFINITY))
        best.set(far, { cost: sum, steps: [...steps, other] })
    }
  }
}

/** Both ways in which a number could be another one: one more, or one less. */
const ways = (flows: readonly Flow[], flow: Flow, may: (other: Flow) => boolean) =>
  [way(flows, flow, false, may), flow.count > 0 ? way(flows, flow, true, may) : null].flatMap((w) => w ?? [])

/** Hides what is small, and the smallest others beside it, until every hidden number could be another one. False: there is no way to. */
function hide(flows: Flow[]): boolean {
  for (const flow of flows) flow.hidden = flow.count > 0 && flow.count < smallest
  for (;;) {
    const bare = flows.find((flow) => flow.hidden && ways(flows, flow, (other) => other.hidden).length === 0)
    if (!bare) return true
    const [cheapest] = ways(flows, bare, () => true).sort((a, b) => a.cost - b.cost)
    if (!cheapest) return false
    for (const other of cheapest.steps) other.hidden = true
  }
}

/** What of a crossing is hidden: cells by row and column, and the sums of columns. Sums of rows and the sum of all are published. */
export interface Hidden {
  cells: boolean[][]
  columns: boolean[]
}

/**
 * Which numbers of a crossing (categories down, months or townships across) are not published: those of one to four people, together
 * with the smallest others, so that no hidden number follows from what is shown, not even for somebody who knows that none is below zero
 * (docs/decisions/0032). Numbers of people, none negative. Without rows only the columns' sums are judged. Null: it cannot be shown at all.
 */
export function hideSmall(
  cells: readonly (readonly number[])[],
  columnSums: readonly number[],
): Hidden | null {
  const [all, width] = [cells.length, columnSums.length]
  const columnAt = (c: number) => (all === 0 ? null : all + 1 + c)
  const flow = (from: number | null, to: number | null, count: number) => ({ from, to, count, hidden: false })
  const flows = [
    ...cells.flatMap((row, r) => row.map((count, c) => flow(r, columnAt(c), count))),
    ...columnSums.map((count, c) => flow(columnAt(c), all, count)),
  ]
  if (flows.some(({ count }) => count < 0) || !hide(flows)) return null
  const at = (r: number, c: number) => flows[r * width + c]!.hidden
  return {
    cells: cells.map((row, r) => row.map((_, c) => at(r, c))),
    columns: columnSums.map((_, c) => at(all, c)),
  }
}
