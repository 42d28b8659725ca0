import { formatFen } from '~/money/fen'
import { formatCount, formatDay } from '~/platform/dates'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { drawQr, drawSeal, ink } from '~/platform/paper/paper-marks.server'
import type { Pen } from '~/platform/paper/paper-text.server'
import { formatSpan, type ProjectState, sayAmended, stateWords } from '~/projects/project'
import { type Figure, isTold } from '../statement/figure'
import { sayQuarter } from '../statement/quarter'
import type { Statement } from '../statement/statement'
import { layParts } from './lay-parts.server'
import { column, type Flow, sheet } from './notice-flow.server'
import { noticeWords } from './notice-words.server'
import { inRow, say } from './say'

export interface NoticePaper {
  statement: Statement
  hash: string
  /** Its leaf in the public log. */
  index: bigint | null
}
export interface NoticeOptions {
  locale: Locale
  publicUrl: string
  demo: boolean
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** One statement, from its title to its seal, down the pages from where the flow stands. */
export function layNotice(flow: Flow, pen: Pen, paper: NoticePaper, options: NoticeOptions): void {
  const { locale } = options
  const { statement } = paper
  const words = noticeWords(locale)
  layTitle(flow, statement, options)
  flow.text(words.information, { face: 'serif', size: 14, above: 10, keep: 30 })
  informationOf(statement, locale).forEach(([term, detail], n) => {
    const mark = locale === 'en' ? '' : `（${numerals[n]}）`
    const colon = locale === 'en' ? ': ' : '：'
    flow.text(`${mark}${term}${colon}${detail}`, { indent: locale === 'en' ? 0 : 2 })
  })
  for (const paragraph of paragraphs(statement.project.intro[locale])) body(flow, paragraph, locale)
  flow.text(words.doing, { face: 'serif', size: 14, above: 10, keep: 30 })
  for (const paragraph of paragraphs(statement.done[locale])) body(flow, paragraph, locale)
  layFigures(flow, statement.figures, locale)
  layParts(flow, statement, locale)
  flow.text(words.results, { face: 'serif', size: 14, above: 10, keep: 30 })
  for (const paragraph of paragraphs(statement.came[locale])) body(flow, paragraph, locale)
  for (const one of statement.acknowledged)
    flow.text(say(words.acknowledgedLine, one), { size: 8.5, color: ink.soft, leading: 1.5 })
  layFoot(flow, pen, paper, options)
}

const paragraphs = (text: string) => text.split(/\n+/).filter((one) => one.trim() !== '')
const body = (flow: Flow, paragraph: string, locale: Locale) =>
  flow.text(paragraph.trim(), { indent: locale === 'en' ? 0 : 2, above: locale === 'en' ? 5 : 0 })

function layTitle(flow: Flow, statement: Statement, { locale, demo }: NoticeOptions) {
  const words = noticeWords(locale)
  const quarter = sayQuarter(locale, statement.period)
  flow.text(words.federation, { align: 'center', color: ink.soft, size: 11 })
  flow.title(statement.project.name[locale], {
    face: 'serif',
    size: 20,
    leading: 1.4,
    align: 'center',
    above: 6,
  })
  flow.text(say(words.noticeTitle, { quarter }), { face: 'serif', size: 16, leading: 1.5, align: 'center' })
  const published = say(words.publishedOn, { day: formatDay(locale, statement.publishedOn) })
  const version = say(words.version, { version: statement.version })
  flow.text([published, version, ...(demo ? [words.demo] : [])].join(' · '), {
    ...{ align: 'center', size: 9, color: ink.soft },
  })
  flow.block(12, (doc, top) => {
    const line = (y: number, width: number) =>
      doc
        .moveTo(sheet.x, y)
        .lineTo(sheet.x + column, y)
        .lineWidth(width)
        .stroke(ink.kapok)
    line(top + 5, 1.6)
    line(top + 8, 0.5)
  })
  if (statement.version > 1) {
    flow.text(words.corrected, { face: 'bold', color: ink.amberText, above: 6 })
    for (const paragraph of paragraphs(statement.explanation[locale])) body(flow, paragraph, locale)
  }
}

function informationOf({ project }: Statement, locale: Locale): [string, string][] {
  const words = noticeWords(locale)
  const state = stateWords[project.state as ProjectState]
  return [
    [words.name, project.name[locale]],
    [words.state, state ? inLocale(locale, state) : project.state],
    [words.served, project.served[locale]],
    [words.field, project.field[locale]],
    [words.span, formatSpan(locale, project)],
    [
      words.partners,
      inRow(
        locale,
        project.partners.map((one) => one[locale]),
      ) || words.none,
    ],
    [words.area, project.area[locale]],
    ...project.amendments.map((one): [string, string] => [
      words.amendments,
      say(words.amendment, {
        on: formatDay(locale, one.on),
        before: sayAmended(locale, one.what as 'period', one.before),
        after: sayAmended(locale, one.what as 'period', one.after),
        reason: one.reason[locale],
      }),
    ]),
  ]
}

export const sayValue = (figure: Figure, locale: Locale): string =>
  figure.amountFen !== undefined
    ? formatFen(BigInt(figure.amountFen))
    : `${formatCount(figure.count ?? 0)} ${figure.unit?.[locale] ?? ''}`.trim()

function layFigures(flow: Flow, figures: readonly Figure[], locale: Locale) {
  const words = noticeWords(locale)
  if (figures.length === 0) return
  flow.text(words.figures, { face: 'bold', above: 8, keep: 50 })
  flow.table(
    [0.66, 0.34],
    [{ text: words.figure }, { text: words.value, align: 'right' }],
    figures
      .filter(isTold)
      .map((figure) => [
        { text: figure.label[locale] },
        { text: sayValue(figure, locale), align: 'right' as const },
      ]),
  )
}

/** QR code, hash and place in the log; the seal over the day. */
function layFoot(flow: Flow, pen: Pen, { statement, hash, index }: NoticePaper, options: NoticeOptions) {
  const { locale, publicUrl } = options
  const words = noticeWords(locale)
  const path = pathIn(locale, `/projects/${statement.project.key}/disclosures/${statement.period}`)
  const said = [
    words.scan,
    `${words.hash} ${hash.slice(0, 32)}`,
    hash.slice(32),
    index === null ? words.notSealed : say(words.inLog, { index: formatCount(index) }),
  ]
  flow.block(132, (doc, top) => {
    const y = top + 28
    drawQr(doc, { x: sheet.x, y, size: 84 }, `${publicUrl}${path}?version=${statement.version}`)
    said.forEach((line, n) => {
      const width = column - 84 - 12 - 100
      const fitted = pen.fit(line, 'regular', { width, height: 13, size: 8, least: 5 })
      pen.draw(fitted, { x: sheet.x + 96, top: y + 14 + n * 15, width }, ink.soft)
    })
    const size = 74
    drawSeal(doc, pen, { x: sheet.x + column - size - 6, y: y - 4, size }, words.seal, hash)
    const day = pen.fit(formatDay(locale, statement.publishedOn), 'regular', {
      ...{ width: 100, height: 14, size: 9.5, least: 6 },
    })
    pen.draw(day, { x: sheet.x + column - 100, top: y + size + 2, width: 100, align: 'right' }, ink.ink)
  })
}
