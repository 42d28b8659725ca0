import { checkBundle, type Finding } from '../bundle/check-bundle'
import { type Figure, readFigures } from '../bundle/read-figures'
import { splitBundle } from '../bundle/split-bundle'
import type { OldStatement, Place } from '../bundle/statement'

export interface ReadStatement extends OldStatement {
  /** Of what was done and what came of it, in the order of the text. */
  figures: Figure[]
  findings: Finding[]
}
export interface Report {
  statements: ReadStatement[]
  findings: number
  figures: number
  doubts: number
}

/** What a person says of a doubtful figure. `none`: it is no figure of the project's at all. */
export const verdicts = ['right', 'corrected', 'none'] as const
export type Verdict = (typeof verdicts)[number]
export interface Answer {
  place: number
  verdict: Verdict
  value: bigint | null
}

/** Reads a bundle of old disclosures: what it says, its figures with their places, and what a careful reader would stop at. */
export function reportOn(text: string): Report {
  const split = splitBundle(text)
  const byStatement = new Map<number, Finding[]>()
  const findings = checkBundle(split)
  for (const finding of findings)
    if (byStatement.get(finding.statement)?.push(finding) === undefined)
      byStatement.set(finding.statement, [finding])
  const statements = split.map((statement, n) => ({
    ...statement,
    figures: (['doing', 'results'] as const).flatMap((key) => {
      const section = statement.sections[key]
      return section ? readFigures(section.text, section.from) : []
    }),
    findings: byStatement.get(n) ?? [],
  }))
  const all = statements.flatMap((one) => one.figures)
  return {
    statements,
    findings: findings.length,
    figures: all.length,
    doubts: all.filter((figure) => figure.doubt !== null).length,
  }
}

/** A piece of a text as it is shown: plain, or a figure, and within a finding or not. */
export interface Stretch<F> {
  from: number
  text: string
  figure: F | null
  found: boolean
}

/** Cuts a section of the text at its figures and findings; the pieces together are the section. */
export function stretchesOf<F extends Place>(
  { from, text }: { from: number; text: string },
  figures: readonly F[],
  findings: readonly Place[],
): Stretch<F>[] {
  const to = from + text.length
  const within = (at: number) => at > from && at < to
  const cuts = [...figures, ...findings].flatMap((place) => [place.from, place.to]).filter(within)
  const edges = [...new Set([from, ...cuts, to])].sort((a, b) => a - b)
  // One walk over the text: how many findings begin and end at a place, and the figure that begins there.
  const turns = new Map<number, number>()
  for (const one of findings.filter((place) => place.to > from && place.from < to))
    for (const [at, by] of [
      [Math.max(one.from, from), 1],
      [one.to, -1],
    ] as const)
      turns.set(at, (turns.get(at) ?? 0) + by)
  const begun = new Map(figures.map((one) => [one.from, one]))
  let open = 0
  let figure: F | null = null
  return edges.slice(0, -1).map((start, n) => {
    const end = edges[n + 1]!
    open += turns.get(start) ?? 0
    figure = begun.get(start) ?? (figure && figure.to > start ? figure : null)
    return { from: start, text: text.slice(start - from, end - from), figure, found: open > 0 }
  })
}
