import { bareText } from './bare-text'
import { plainText } from './plain-text'
import { readFigures } from './read-figures'
import { readPeriod, samePoint } from './read-period'
import { factKeys, type OldStatement, type Place, sectionKeys } from './statement'

/** What is wrong, or may be, with one statement of a bundle; where it stands in the text. */
export interface Finding extends Place {
  /**
   * `text-of-another`: said word for word of another project too · `name-differs`: heading and name are not the same ·
   * `period-differs`: the text gives another span than the period · `state-contradicts`: ongoing after its end, or closing before ·
   * `sum-differs`: parts do not make the whole that is named · `fact-empty`, `fact-missing`, `section-missing`, `quarter-missing`.
   */
  what:
    | 'text-of-another'
    | 'name-differs'
    | 'period-differs'
    | 'state-contradicts'
    | 'sum-differs'
    | 'fact-empty'
    | 'fact-missing'
    | 'section-missing'
    | 'quarter-missing'
  /** Index of the statement in the bundle. */
  statement: number
  /** What is missing, the other project's heading, or the two that differ. */
  detail: string[]
}

/** Shorter passages may be alike by chance. */
const shortestCopy = 40
/** A sentence that names a whole, and the parts that follow it; a text with more of them is no disclosure. */
const longestWhole = 1_000
const longestParts = 4_000
const mostSums = 200
const spanWords = /服务期|项目周期|项目期|实施周期|合同期|合作期/g

/** Looks through old disclosures as a careful reader would who knows nothing but what they say. */
export function checkBundle(statements: readonly OldStatement[]): Finding[] {
  const copies = new Map<number, Finding[]>()
  for (const copy of copiedPassages(statements))
    if (copies.get(copy.statement)?.push(copy) === undefined) copies.set(copy.statement, [copy])
  return statements.flatMap((statement, n) => {
    const found: Omit<Finding, 'statement'>[] = [
      ...whatIsMissing(statement),
      ...nameAndHeading(statement),
      ...spans(statement),
      ...stateAndPeriod(statement),
      ...sums(statement),
      ...(copies.get(n) ?? []),
    ]
    return found.map((finding) => ({ ...finding, statement: n })).sort((a, b) => a.from - b.from)
  })
}

type Found = Omit<Finding, 'statement'>

function whatIsMissing({ from, title, facts, sections, quarter }: OldStatement): Found[] {
  const here = { from, to: title.to }
  return [
    ...(quarter ? [] : [{ what: 'quarter-missing' as const, detail: [title.text], ...here }]),
    ...sectionKeys.flatMap((key) =>
      sections[key]?.text ? [] : [{ what: 'section-missing' as const, detail: [key], ...here }],
    ),
    ...factKeys.flatMap((key): Found[] => {
      const fact = facts[key]
      if (!fact) return [{ what: 'fact-missing', detail: [key], ...here }]
      return fact.text === '' ? [{ what: 'fact-empty', detail: [key], from: fact.from, to: fact.to }] : []
    }),
  ]
}

function nameAndHeading({ titleName, facts: { name } }: OldStatement): Found[] {
  if (!name?.text || bareText(name.text) === bareText(titleName)) return []
  return [{ what: 'name-differs', detail: [titleName, name.text], from: name.from, to: name.to }]
}

/** Spans that the text calls the service's own, against the project's period. */
function spans({ facts: { period }, sections: { doing } }: OldStatement): Found[] {
  const own = period && readPeriod(period.text)
  if (!own || !doing) return []
  return [...doing.text.matchAll(spanWords)].flatMap(({ index, 0: word }): Found[] => {
    const after = doing.text.slice(index + word.length, index + word.length + 40)
    const said = readPeriod(after)
    if (!said || (samePoint(said.first, own.first) && samePoint(said.last, own.last))) return []
    const from = doing.from + index
    const to = from + word.length + said.to
    return [{ what: 'period-differs', detail: [period.text, after.slice(said.from, said.to)], from, to }]
  })
}

function stateAndPeriod({ quarter, facts: { state, period } }: OldStatement): Found[] {
  const own = period && readPeriod(period.text)
  if (!own || !state || !quarter) return []
  const [year, number] = quarter.split('-Q') as [string, string]
  const [first, last] = [(Number(number) - 1) * 3 + 1, Number(number) * 3].map(
    (n) => `${year}-${String(n).padStart(2, '0')}`,
  ) as [string, string]
  const ends = own.last?.length === 4 ? `${own.last}-12` : own.last
  const ongoing = /开展中|进行中|实施中/.test(state.text)
  const over = /结项|结束|完成/.test(state.text)
  const wrong = (ongoing && ends !== null && ends < first) || (over && (ends === null || ends > last))
  return wrong
    ? [{ what: 'state-contradicts', detail: [state.text, period.text], from: state.from, to: state.to }]
    : []
}

/** A whole with its parts: 共368宗，1543705元，其中：甲139宗，616621元；乙…。 */
function sums({ sections: { doing } }: OldStatement): Found[] {
  if (!doing) return []
  const plain = plainText(doing.text)
  const named = [...plain.matchAll(/其中[:,]?/g)].slice(0, mostSums)
  return named.flatMap(({ index, 0: word }): Found[] => {
    const before = plain.slice(Math.max(0, index - longestWhole), index)
    const inBrackets = /\(.?$/.test(before)
    const start = index - before.length + before.lastIndexOf('。') + 1
    const parts = plain.slice(index + word.length, index + longestParts)
    const end = Math.min(...[inBrackets ? ')' : '。', '\n'].map((mark) => at(parts, mark)))
    const whole = readFigures(plain.slice(start, index))
    const own = readFigures(parts.slice(0, end))
    return [...new Set(own.map((f) => f.unit))].flatMap((unit): Found[] => {
      const total = whole.filter((f) => f.unit === unit).at(-1)
      const same = own.filter((f) => f.unit === unit)
      if (unit === '%' || !total || same.length < 2) return []
      if ([total, ...same].some((f) => f.doubt === 'about' || f.doubt === 'broken')) return []
      const sum = same.reduce((all, f) => all + f.value, 0n)
      // What was left out where an amount stands in 万元 may make up the difference.
      const leftOut = [total, ...same].reduce((all, f) => all + f.grain, 0n)
      const apart = sum > total.value ? sum - total.value : total.value - sum
      if (apart === 0n || apart < leftOut) return []
      const place = {
        from: doing.from + start + total.from,
        to: doing.from + index + word.length + end,
      }
      return [{ what: 'sum-differs', detail: [String(total.value), String(sum), total.unit], ...place }]
    })
  })
}

const at = (text: string, mark: string) => {
  const found = text.indexOf(mark)
  return found < 0 ? text.length : found
}

/** Paragraphs that stand under more than one project; each is told of at every place but the one whose name it says. */
function copiedPassages(statements: readonly OldStatement[]): Finding[] {
  const passages = statements.flatMap((statement, n) =>
    (['doing', 'results'] as const).flatMap((key) => {
      const section = statement.sections[key]
      if (!section) return []
      let from = section.from
      return section.text.split('\n').map((text) => {
        const place = { from, to: from + text.length }
        from += text.length + 1
        return { ...place, bare: bareText(text), statement: n }
      })
    }),
  )
  const byText = new Map<string, typeof passages>()
  for (const passage of passages.filter(({ bare }) => bare.length >= shortestCopy))
    if (byText.get(passage.bare)?.push(passage) === undefined) byText.set(passage.bare, [passage])
  return [...byText.values()].flatMap((alike) => {
    const others = alike.find((one) => one.statement !== alike[0]!.statement)
    if (!others) return []
    const owners = alike.filter(({ bare, statement }) => saysName(bare, statements[statement]!))
    return alike
      .filter((one) => owners.length !== 1 || owners[0] !== one)
      .map(({ from, to, statement }): Finding => {
        const owner = owners.length === 1 ? owners[0]! : alike[0]!
        const other = owner.statement === statement ? others : owner
        return {
          what: 'text-of-another',
          statement,
          detail: [statements[other.statement]!.titleName],
          from,
          to,
        }
      })
  })
}

const saysName = (bare: string, { titleName, facts: { name } }: OldStatement) =>
  [titleName, name?.text ?? ''].some((one) => one !== '' && bare.includes(bareText(one)))
