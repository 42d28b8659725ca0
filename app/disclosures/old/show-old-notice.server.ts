import { formatDay } from '~/platform/dates'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { textsIn, wordsIn } from '~/platform/texts.server'
import { sayQuarter } from '../statement/quarter'
import type { FoundOld, ListedOld } from './find-old-published.server'
import { findingOf, type StatedFigure } from './old-statement'
import { stretchesOf } from './report'
import { sayFinding, sayValue } from './show-report.server'

const marks = /\[bookmark:[^\]\n]{0,200}\]/g

/** A published old disclosure as its page shows it: the text as it was, what was found in it, its figures as stated then. */
export function showOldNotice(locale: Locale, { statement, name, computed, hash, index }: FoundOld) {
  const t = textsIn(locale, 'oldDisclosures')
  const { project, period, text, figures, findings } = statement
  const worthOf = (figure: StatedFigure) =>
    figure.amountFen !== undefined
      ? sayValue('money', BigInt(figure.amountFen), figure.unit)
      : figure.count !== undefined
        ? sayValue('count', BigInt(figure.count), figure.unit)
        : ''
  const remarkOf = ({ doubt, checked }: StatedFigure) =>
    [doubt && t(`doubt.${doubt}`), checked && t('answer.said', { what: t(`verdict.${checked}`) })]
      .filter(Boolean)
      .join(' · ')
  const bare = `/projects/${project}/old-disclosures/${period}`
  return {
    words: wordsIn(locale, 'oldDisclosures', [
      ...(['public.mark', 'public.markHint', 'public.computed', 'public.toComputed'] as const),
      ...(['public.text', 'public.textHint', 'public.findings', 'public.noFindings'] as const),
      ...(['public.figures', 'public.figuresHint', 'public.said', 'public.readAs'] as const),
      ...(['public.remark', 'public.noFigures', 'public.project', 'public.list', 'public.json'] as const),
    ]),
    title: t('public.title', { name: inLocale(locale, name), quarter: sayQuarter(locale, period) }),
    facts: [
      { term: t('public.heading'), detail: statement.title.replace(marks, '') },
      { term: t('public.source'), detail: statement.source },
      { term: t('public.here'), detail: formatDay(locale, statement.publishedOn) },
    ],
    ...{ bare, hash, index: index?.toString() ?? null },
    computed: computed ? pathIn(locale, `/projects/${project}/disclosures/${period}`) : null,
    project: pathIn(locale, `/projects/${project}`),
    findings: findings.map((one) => ({
      id: `${one.what}-${one.from}`,
      text: sayFinding(locale, findingOf(one)),
    })),
    stretches: stretchesOf({ from: 0, text }, figures, findings).map(({ figure, ...stretch }) => ({
      ...{ ...stretch, text: stretch.text.replace(marks, '') },
      doubtful: figure !== null && figure.doubt !== null,
      figure: figure !== null,
    })),
    figures: figures.map((figure) => ({
      ...{ id: figure.from, said: figure.said, value: worthOf(figure), remark: remarkOf(figure) },
    })),
  }
}
export type OldNoticeShown = ReturnType<typeof showOldNotice>

/** Rows of a list of old disclosures; `of` a project names the quarters only. */
export const showOldRows = (locale: Locale, rows: readonly ListedOld[], of?: 'project') =>
  rows.map(({ project, period, publishedOn, ...name }) => ({
    to: pathIn(locale, `/projects/${project}/old-disclosures/${period}`),
    label: of ? sayQuarter(locale, period) : `${sayQuarter(locale, period)} · ${inLocale(locale, name)}`,
    on: formatDay(locale, publishedOn),
  }))
