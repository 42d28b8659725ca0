import { openPaper } from '~/platform/paper/open-paper.server'
import { addSerif } from '~/platform/paper/paper-fonts.server'
import { ink } from '~/platform/paper/paper-marks.server'
import type { Pen } from '~/platform/paper/paper-text.server'
import { sayQuarter } from '../statement/quarter'
import { layNotice, type NoticeOptions, type NoticePaper } from './lay-notice.server'
import { column, openFlow, sheet } from './notice-flow.server'
import { noticeWords } from './notice-words.server'
import { say } from './say'

/**
 * Statements of one quarter as a PDF on A4: one as a notice of its own, several as a volume with a title page and contents. Each begins on
 * a new page. Same statements and same fonts, same bytes.
 */
export async function renderNotices(papers: readonly NoticePaper[], options: NoticeOptions): Promise<Buffer> {
  const { locale } = options
  const words = noticeWords(locale)
  const [first] = papers
  const quarter = sayQuarter(locale, first!.statement.period)
  const volume = papers.length > 1
  const title = volume
    ? say(words.bundleTitle, { quarter })
    : `${first!.statement.project.name[locale]} · ${say(words.noticeTitle, { quarter })}`
  const day = papers
    .map(({ statement }) => statement.publishedOn)
    .sort()
    .at(-1)!
  const { doc, pen, close } = openPaper({ title, author: words.federation, locale, day })
  addSerif(doc)
  const flow = openFlow(pen)
  const front = volume ? frontPages(papers.length) : 0
  const starts = papers.map((paper) => {
    flow.newPage()
    const start = flow.pages.length + front
    layNotice(flow, pen, paper, options)
    return start
  })
  const pages = flow.pages.length + front
  const foot = (page: number) => {
    const said = say(words.page, { page, pages })
    const fitted = pen.fit(said, 'regular', { width: column, height: 12, size: 8.5, least: 6 })
    pen.draw(fitted, { x: sheet.x, top: sheet.height - 50, width: column, align: 'center' }, ink.soft)
  }
  if (volume) drawContents({ doc, pen, title, foot }, papers, starts, options)
  flow.pages.forEach(({ strokes }, n) => {
    if (n + front > 0) doc.addPage()
    for (const stroke of strokes) stroke(doc)
    foot(n + front + 1)
  })
  return close()
}

const firstRows = 20
const moreRows = 26
const rowHeight = 24
const frontPages = (count: number) => 1 + Math.max(0, Math.ceil((count - firstRows) / moreRows))

interface Front {
  doc: PDFKit.PDFDocument
  pen: Pen
  title: string
  foot(page: number): void
}

/** The volume's title and which statement stands on which page. */
function drawContents(
  { doc, pen, title, foot }: Front,
  papers: readonly NoticePaper[],
  starts: readonly number[],
  { locale }: NoticeOptions,
) {
  const words = noticeWords(locale)
  const put = (
    text: string,
    top: number,
    look: { face: 'regular' | 'serif'; size: number; align?: 'center' | 'right'; x?: number; width?: number },
  ) => {
    const width = look.width ?? column
    const fitted = pen.fit(text, look.face, { width, height: look.size * 3, size: look.size, least: 7 })
    return pen.draw(fitted, { x: look.x ?? sheet.x, top, width, align: look.align }, ink.ink)
  }
  put(words.federation, sheet.top, { face: 'regular', size: 12, align: 'center' })
  put(title, sheet.top + 26, { face: 'serif', size: 22, align: 'center' })
  doc
    .moveTo(sheet.x, sheet.top + 106)
    .lineTo(sheet.x + column, sheet.top + 106)
    .lineWidth(1.6)
    .stroke(ink.kapok)
  put(words.contents, sheet.top + 120, { face: 'serif', size: 14 })
  let [y, page, left] = [sheet.top + 154, 1, firstRows]
  papers.forEach(({ statement }, n) => {
    if (left === 0) {
      foot(page)
      doc.addPage()
      ;[y, page, left] = [sheet.top, page + 1, moreRows]
    }
    const name = `${n + 1}. ${statement.project.name[locale]}`
    put(name, y, { face: 'regular', size: 10.5, width: column - 50 })
    put(String(starts[n]), y, {
      face: 'regular',
      size: 10.5,
      align: 'right',
      x: sheet.x + column - 50,
      width: 50,
    })
    y += rowHeight
    left--
  })
  foot(page)
}
