import type { Composed } from '../statement/composed'
import type { Both, Figure } from '../statement/figure'

export interface FigureChange {
  key: string
  label: Both
  money: boolean
  /** As text: whole fen or a count; null where it is not there. */
  before: string | null
  after: string | null
}
const spelled = (figure: Figure | undefined) =>
  figure ? (figure.amountFen ?? String(figure.count ?? 0)) : null

/** Which figures are others, came or went, in the order of the newer statement. */
export function compareFigures(before: readonly Figure[], after: readonly Figure[]): FigureChange[] {
  const [old, now] = [before, after].map((list) => new Map(list.map((one) => [one.key, one]))) as [
    Map<string, Figure>,
    Map<string, Figure>,
  ]
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key): FigureChange[] => {
    const [was, is] = [old.get(key), now.get(key)]
    if (spelled(was) === spelled(is)) return []
    const { label, amountFen } = (is ?? was)!
    return [{ key, label, money: amountFen !== undefined, before: spelled(was), after: spelled(is) }]
  })
}

/** Which parts of the composed facts beside the figures are others, by name. */
export const changedParts = (before: Composed, after: Composed): string[] =>
  (
    ['project', 'milestones', 'contracts', 'procurements', 'calls', 'outputs', 'plans', 'ledger'] as const
  ).filter((part) => JSON.stringify(sorted(before[part])) !== JSON.stringify(sorted(after[part])))

/** Members in one order: one side was read back from canonical JSON. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  )
}
