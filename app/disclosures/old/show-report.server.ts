import { formatFen } from '~/money/fen'
import { formatCount, formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { textsIn, wordsIn } from '~/platform/texts.server'
import type { Finding } from '../bundle/check-bundle'
import type { Figure } from '../bundle/read-figures'
import { type FactKey, factKeys, type SectionKey } from '../bundle/statement'
import type { findOldBundle } from './find-old-bundle.server'
import { type Answer, type ReadStatement, reportOn, stretchesOf } from './report'

type Bundle = NonNullable<Awaited<ReturnType<typeof findOldBundle>>>
export const sayValue = (kind: Figure['kind'], value: bigint, unit: string) =>
  kind === 'money' ? formatFen(value) : `${formatCount(value)} ${unit}`

/** What a finding says, with the parts of the form by their names and money as money. */
export function sayFinding(locale: Locale, { what, detail }: Pick<Finding, 'what' | 'detail'>): string {
  const t = textsIn(locale, 'oldDisclosures')
  const [a = '', b = '', c = ''] = detail
  if (what === 'sum-differs') {
    const kind = c === '元' ? 'money' : 'count'
    return t('finding.sum-differs', { a: sayValue(kind, BigInt(a), c), b: sayValue(kind, BigInt(b), c), c })
  }
  if (what === 'fact-empty' || what === 'fact-missing')
    return t(`finding.${what}`, { a: t(`fact.${a as FactKey}`) })
  if (what === 'section-missing') return t('finding.section-missing', { a: t(`section.${a as SectionKey}`) })
  return t(`finding.${what}`, { a, b, c })
}

/** A kept text as its page shows it: all statements in short, and the one that was asked for with its text, marked. */
export function showReport(locale: Locale, bundle: Bundle, asked: number) {
  const t = textsIn(locale, 'oldDisclosures')
  const report = reportOn(bundle.text)
  const answers = new Map(bundle.answers.map((answer) => [answer.place, answer]))
  const chosen = Math.min(Math.max(asked, 0), report.statements.length - 1)
  const left = bundle.doubts - bundle.answers.length
  return {
    words: wordsIn(locale, 'oldDisclosures', [
      ...([
        'report.downloads',
        'report.finish',
        'report.answered',
        'report.findings',
        'report.noFindings',
      ] as const),
      ...([
        'report.all',
        'report.quarter',
        'report.doubts',
        'report.legend',
        'report.clean',
        'answer.save',
      ] as const),
      ...(['answer.verdict'] as const),
    ]),
    back: t('back'),
    verdicts: (['right', 'corrected', 'none'] as const).map((value) => ({
      value,
      label: t(`verdict.${value}`),
    })),
    id: bundle.id,
    name: bundle.name,
    open: bundle.state === 'open',
    state: t(`state.${bundle.state}`),
    left,
    finishHint: t('report.finishHint', { left: formatCount(left) }),
    finished: bundle.doneAt
      ? t('report.finished', { name: bundle.doneName ?? '', at: formatInstant(locale, bundle.doneAt) })
      : '',
    sum: t('report.sum', {
      count: report.statements.length,
      n: formatCount(report.statements.length),
      figures: formatCount(report.figures),
      doubts: formatCount(report.doubts),
      findings: formatCount(report.findings),
    }),
    statements: report.statements.map((one, n) => shortly(locale, one, n)),
    chosen,
    one: showStatement(locale, report.statements[chosen]!, answers),
  }
}
export type ReportShown = ReturnType<typeof showReport>

function shortly(locale: Locale, one: ReadStatement, n: number) {
  const t = textsIn(locale, 'oldDisclosures')
  const doubts = one.figures.filter((figure) => figure.doubt !== null).length
  return {
    n,
    title: one.titleName || t('report.number', { n: n + 1 }),
    quarter: one.quarter ?? t('report.none'),
    figures: t('report.figures', { n: formatCount(one.figures.length) }),
    doubts: doubts > 0 ? t('report.doubtTag', { count: doubts, n: formatCount(doubts) }) : '',
    findings:
      one.findings.length > 0
        ? t('report.findingTag', { count: one.findings.length, n: formatCount(one.findings.length) })
        : '',
  }
}

function showStatement(locale: Locale, one: ReadStatement, answers: ReadonlyMap<number, Answer>) {
  const t = textsIn(locale, 'oldDisclosures')
  const said = (figure: Figure) => {
    const answer = answers.get(figure.from)
    if (!answer) return null
    const what =
      answer.verdict === 'corrected'
        ? sayValue(figure.kind, answer.value!, figure.unit)
        : t(`verdict.${answer.verdict}`)
    return t('answer.said', { what })
  }
  return {
    title: one.title.text.replaceAll('\n', ''),
    facts: factKeys.map((key) => ({
      term: t(`fact.${key}`),
      detail: one.facts[key]?.text || t('report.none'),
    })),
    findings: one.findings.map((finding) => ({
      id: `${finding.what}-${finding.from}`,
      text: sayFinding(locale, finding),
    })),
    sections: (['doing', 'results'] as const).map((key) => {
      const section = one.sections[key]
      return {
        key,
        title: t(`section.${key}`),
        missing: section ? '' : t('report.none'),
        stretches: section
          ? stretchesOf(section, one.figures, one.findings).map(({ figure, ...stretch }) => ({
              ...stretch,
              title: figure && t('answer.as', { value: sayValue(figure.kind, figure.value, figure.unit) }),
              doubtful: figure !== null && figure.doubt !== null && !answers.has(figure.from),
            }))
          : [],
      }
    }),
    doubts: one.figures.flatMap((figure) =>
      figure.doubt === null
        ? []
        : [
            {
              place: figure.from,
              text: figure.text,
              as:
                figure.doubt === 'broken'
                  ? ''
                  : t('answer.as', { value: sayValue(figure.kind, figure.value, figure.unit) }),
              why: t(`doubt.${figure.doubt}`),
              typed: t('answer.typed', { unit: figure.unit }),
              said: said(figure),
            },
          ],
    ),
  }
}
