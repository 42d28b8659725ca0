import { plainText } from './plain-text'
import { type FactKey, factKeys, type OldStatement, type Said, type SectionKey } from './statement'

const opening = /^ *一、 *项目(?:基本)?信息/
const headings: [SectionKey, RegExp][] = [
  ['information', opening],
  ['doing', /^ *二、 *项目(?:实施|进展|开展)/],
  ['results', /^ *三、 *项目(?:实施)?成效/],
]
const labels: Record<FactKey, RegExp> = {
  name: /项目名称/,
  state: /项目状态/,
  served: /服务(?:人群|对象)/,
  field: /服务领域/,
  period: /项目周期/,
  partners: /合作(?:方|单位)/,
  area: /实施地域/,
  about: /项目介绍/,
}
const fact = /^ *\([一二三四五六七八九十]+\) *([^:]{2,16}): */
const quarterly = /(20\d\d)年第([一二三四])季度(?:项目)?/
const notice = /(?:开展|使用|进展|实施)?情况(?:公示|报告|通报)$/
const sentence = /[。;；!！?？]/
const mostTitleLines = 3

interface Line extends Said {
  /** The same characters in one width. */
  plain: string
}

function linesOf(text: string): Line[] {
  const plain = plainText(text)
  const lines: Line[] = []
  for (let from = 0; from <= text.length; ) {
    const end = plain.indexOf('\n', from)
    const to = end < 0 ? text.length : end
    lines.push({ from, to, text: text.slice(from, to), plain: plain.slice(from, to) })
    from = to + 1
  }
  return lines
}

/** Blank ends cut off, and the place with them. */
function trimmed(text: string, from: number, to: number): Said {
  const plain = plainText(text.slice(from, to))
  const start = plain.length - plain.trimStart().length
  const end = Math.max(start, plain.trimEnd().length)
  return { from: from + start, to: from + end, text: text.slice(from + start, from + end) }
}

/**
 * Takes a bundle of old disclosures apart, one statement for each 一、项目信息 with the heading above it. Places count in `text`
 * as it was given. A text without any is no bundle: an empty list.
 */
export function splitBundle(text: string): OldStatement[] {
  const lines = linesOf(text)
  const openings = lines.flatMap((line, n) => (opening.test(line.plain) ? [n] : []))
  const titles = openings.map((at, n) => titleLines(lines, at, openings[n - 1] ?? -1))
  return openings.map((at, n) => {
    const end = titles[n + 1]?.from ?? lines.length
    return statementOf(text, lines, titles[n]!, { at, end })
  })
}

/** The heading's lines above an opening: whole sentences are not among them, blank lines end them. */
function titleLines(lines: readonly Line[], at: number, before: number): { from: number; to: number } {
  let to = at
  while (to - 1 > before && lines[to - 1]!.plain.trim() === '') to--
  let from = to
  while (from - 1 > before && to - from < mostTitleLines) {
    const above = lines[from - 1]!.plain.trim()
    if (above === '' || sentence.test(above)) break
    from--
  }
  return { from, to }
}

function statementOf(
  text: string,
  lines: readonly Line[],
  heading: { from: number; to: number },
  { at, end }: { at: number; end: number },
): OldStatement {
  const [first, last] = [lines[heading.from]!, lines[Math.max(heading.from, heading.to - 1)]!]
  const title =
    heading.from < heading.to ? trimmed(text, first.from, last.to) : trimmed(text, first.from, first.from)
  const joined = plainText(title.text)
    .split('\n')
    .map((line) => line.trim())
    .join('')
  const [, year, number] = quarterly.exec(joined) ?? []
  const starts = lines.slice(at, end).flatMap((line) => {
    const found = headings.find(([, pattern]) => pattern.test(line.plain))
    return found ? [{ key: found[0], line }] : []
  })
  const sections: OldStatement['sections'] = {}
  const stop = lines[end - 1]!.to
  for (const [n, { key, line }] of starts.entries())
    sections[key] ??= trimmed(text, line.to, starts[n + 1]?.line.from ?? stop)
  return {
    from: first.from,
    to: trimmed(text, first.from, stop).to,
    title,
    titleName: joined.replace(quarterly, '').replace(notice, '').trim(),
    quarter: year ? `${year}-Q${'一二三四'.indexOf(number!) + 1}` : null,
    facts: sections.information ? factsIn(text, lines.slice(at, end), sections.information) : {},
    sections,
  }
}

function factsIn(text: string, lines: readonly Line[], within: Said): OldStatement['facts'] {
  const own = lines.filter((line) => line.from >= within.from && line.from < within.to)
  const found = own.flatMap((line) => {
    const label = fact.exec(line.plain)
    const key = label && factKeys.find((one) => labels[one].test(label[1]!))
    return key ? [{ key, line, from: line.from + label[0].length }] : []
  })
  const facts: OldStatement['facts'] = {}
  for (const [n, { key, from }] of found.entries())
    facts[key] ??= trimmed(text, from, found[n + 1]?.line.from ?? within.to)
  return facts
}
