import { z } from 'zod'
import type { Finding } from '../bundle/check-bundle'
import { factKeys } from '../bundle/statement'
import { type Answer, type ReadStatement, verdicts } from './report'

const place = { from: z.number().int(), to: z.number().int() }

/** A figure as it was stated then. Nothing here is computed: that is why it has no `records`. */
const statedFigure = z.object({
  ...place,
  said: z.string().describe('as it stands in the text'),
  unit: z.string(),
  amountFen: z.string().optional(),
  count: z.number().int().optional(),
  doubt: z
    .enum(['about', 'rounded', 'broken'])
    .nullable()
    .describe('why it cannot be taken to the last digit'),
  checked: z
    .enum(verdicts)
    .nullable()
    .describe('what a person said of a doubtful one; `corrected`: the value is theirs'),
})
export type StatedFigure = z.infer<typeof statedFigure>

/** An old disclosure as two people agreed to publish it. Places count UTF-16 units of `text`. */
export const agreedOldShape = z.object({
  kind: z.literal('old-disclosure').describe('stated then; not computed from records'),
  project: z.string(),
  period: z.string(),
  title: z.string().describe('its heading, as it was published then'),
  source: z.string().describe('where and when it was published then'),
  text: z.string().describe('the whole text, as it was published then'),
  facts: z.partialRecord(z.enum(factKeys), z.string()),
  figures: z.array(statedFigure),
  findings: z.array(z.object({ what: z.string(), detail: z.array(z.string()), ...place })),
})
export type AgreedOld = z.infer<typeof agreedOldShape>

/** What is frozen and hashed. */
export const oldStatementShape = agreedOldShape.extend({
  publishedOn: z.string().describe('the day on which it was published here'),
})
export type OldPublished = z.infer<typeof oldStatementShape>

/** As programs read it. */
export const publishedOldShape = oldStatementShape.extend({
  seal: z.object({
    hash: z.string().describe('SHA-256 of the frozen JSON, in hex'),
    frozen: z.string().describe('path of the frozen JSON, byte for byte as it was hashed'),
    entryId: z.string(),
    index: z.number().int().nullable().describe('its leaf in the public log; null until it is sealed'),
  }),
})

/** What is published of a statement of a bundle: its own stretch of the text, and what was read in it. */
export function agreeOn(
  text: string,
  statement: ReadStatement,
  answers: readonly Answer[],
  given: { project: string; period: string; source: string },
): AgreedOld {
  const start = statement.from
  const within = ({ from, to }: { from: number; to: number }) => ({ from: from - start, to: to - start })
  const said = new Map(answers.map((answer) => [answer.place, answer]))
  return {
    ...{ kind: 'old-disclosure', ...given },
    title: statement.title.text.replaceAll('\n', ''),
    text: text.slice(start, statement.to),
    facts: Object.fromEntries(
      factKeys.flatMap((key) => (statement.facts[key] ? [[key, statement.facts[key].text]] : [])),
    ),
    figures: statement.figures.map((figure): StatedFigure => {
      const answer = said.get(figure.from)
      const value = answer?.verdict === 'corrected' ? answer.value! : figure.value
      const unknown =
        answer?.verdict === 'none' || (figure.doubt === 'broken' && answer?.verdict !== 'corrected')
      const safe = value <= BigInt(Number.MAX_SAFE_INTEGER)
      return {
        ...within(figure),
        ...{ said: figure.text, unit: figure.unit, doubt: figure.doubt, checked: answer?.verdict ?? null },
        ...(!unknown && figure.kind === 'money' && { amountFen: String(value) }),
        ...(!unknown && figure.kind === 'count' && safe && { count: Number(value) }),
      }
    }),
    findings: statement.findings.map(({ what, detail, from, to }): AgreedOld['findings'][number] => ({
      ...{ what, detail, ...within({ from, to }) },
    })),
  }
}

/** A finding that was frozen, as it is put into words. */
export const findingOf = (one: AgreedOld['findings'][number]): Pick<Finding, 'what' | 'detail'> => ({
  what: one.what as Finding['what'],
  detail: one.detail,
})
