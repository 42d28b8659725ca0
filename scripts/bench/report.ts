/** One line of a group's table. Without `wanted` it is there to explain the others. */
export interface Figure {
  what: string
  figure: number
  unit: string
  /** What it is held against, measured in the same run. */
  limit?: number
  limitWhat?: string
  ratio?: number
  wanted?: string
  reached?: boolean
}

export interface Group {
  name: string
  title: string
  figures: Figure[]
  /** Sentences below the table: how it was measured, where the time goes. */
  notes: string[]
  /** For the JSON only. */
  detail?: unknown
}

const digits = (n: number) =>
  Number.isNaN(n) ? '?' : n.toLocaleString('en', { maximumFractionDigits: n >= 100 ? 0 : n >= 10 ? 1 : 2 })

/** A figure that must be at least `least` times its limit. */
export function atLeast(
  what: string,
  unit: string,
  figure: number,
  limitWhat: string,
  limit: number,
  least: number,
) {
  const ratio = figure / limit
  return { what, unit, figure, limitWhat, limit, ratio, wanted: `≥ ${least}`, reached: ratio >= least }
}

/** A figure that must be at most `most` times its limit. */
export function atMost(
  what: string,
  unit: string,
  figure: number,
  limitWhat: string,
  limit: number,
  most: number,
) {
  const ratio = figure / limit
  return { what, unit, figure, limitWhat, limit, ratio, wanted: `≤ ${most}`, reached: ratio <= most }
}

/** A figure that is held against a fixed number of the same unit. */
export const bound = (
  what: string,
  unit: string,
  figure: number,
  sign: '≤' | '≥',
  fixed: number,
): Figure => ({
  what,
  unit,
  figure,
  wanted: `${sign} ${digits(fixed)} ${unit}`.trim(),
  reached: sign === '≤' ? figure <= fixed : figure >= fixed,
})

export function printGroup(group: Group): void {
  const head = ['what', 'figure', 'limit, same run', 'ratio', 'wanted', 'reached']
  const rows = group.figures.map((f) => [
    f.what,
    `${digits(f.figure)} ${f.unit}`.trim(),
    f.limit === undefined ? '' : `${digits(f.limit)} ${f.limitWhat ?? ''}`.trim(),
    f.ratio === undefined ? '' : f.ratio.toFixed(2),
    f.wanted ?? '',
    f.reached === undefined ? '' : f.reached ? 'yes' : 'NO',
  ])
  const widths = head.map((h, i) => Math.max(h.length, ...rows.map((r) => r[i]!.length)))
  const line = (cells: string[]) => `  ${cells.map((c, i) => c.padEnd(widths[i]!)).join('  ')}`.trimEnd()
  console.log(`\n${group.name}: ${group.title}`)
  console.log(line(head))
  console.log(line(widths.map((w) => '─'.repeat(w))))
  for (const row of rows) console.log(line(row))
  for (const note of group.notes) console.log(`  · ${note}`)
}
