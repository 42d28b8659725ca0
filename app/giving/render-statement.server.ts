import { capitals } from '~/money/capitals'
import { formatFen } from '~/money/fen'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { openPaper } from '~/platform/paper/open-paper.server'
import { drawKapok, drawQr, drawSeal, ink } from '~/platform/paper/paper-marks.server'
import type { Pen } from '~/platform/paper/paper-text.server'
import type { PaperOptions } from './internal/draw-paper.server'
import { textsIn } from './internal/texts.server'
import { type Statement, type StatementGift, type StatementYear, statementUrl } from './statement'

/** A year that is only looked at has no number: its paper says that it is a sample. */
export type StatementPaper = Statement | (StatementYear & { number: null; code: null; issuedOn: string })

const margin = 42
const rowHeight = 29
const headHeight = 150
const tableHead = 20
/** Sums, QR code, seal and small print on the last page. */
const footHeight = 205
const pageFoot = 24

/**
 * The year as a PDF on A4, as many pages as it takes: every confirmed gift with day, campaign and funds, way, numbers of
 * acknowledgement and ticket, amount and what went back; the sum in figures, in Chinese also in capitals; QR code to the check
 * page. Same input and same fonts, same bytes.
 */
export async function renderStatement(year: StatementPaper, options: PaperOptions): Promise<Buffer> {
  const t = textsIn(options.locale)
  const { doc, pen, close } = openPaper({
    title: `${t('statement.title', { year: year.year })} ${year.number ?? ''}`.trim(),
    author: t('acknowledgement.federation'),
    locale: options.locale,
    day: year.issuedOn,
  })
  const pages = pagesOf(year.gifts, doc.page.height)
  pages.forEach((gifts, n) => {
    if (n > 0) doc.addPage()
    doc.rect(0, 0, doc.page.width, doc.page.height).fill(ink.paper)
    const page: Page = { doc, pen, x: margin, width: doc.page.width - 2 * margin, options }
    let y = margin
    if (n === 0) y = drawHead(page, y, year)
    if (gifts.length > 0) y = drawGifts(page, y, gifts)
    if (n === pages.length - 1) drawFoot(page, doc.page.height - margin - pageFoot - footHeight, year)
    drawPageFoot(page, year, n + 1, pages.length)
  })
  return close()
}

interface Page {
  doc: PDFKit.PDFDocument
  pen: Pen
  x: number
  width: number
  options: PaperOptions
}

/** Which gifts stand on which page; the last page keeps room for its foot, and may have no gifts at all. */
function pagesOf(gifts: readonly StatementGift[], pageHeight: number): StatementGift[][] {
  const room = pageHeight - 2 * margin - pageFoot - tableHead
  const rowsIn = (height: number) => Math.floor(height / rowHeight)
  const pages: StatementGift[][] = []
  let at = 0
  for (;;) {
    const here = room - (pages.length === 0 ? headHeight : 0)
    const left = gifts.length - at
    if (left <= rowsIn(here - footHeight)) return [...pages, gifts.slice(at)]
    const taken = Math.min(left, rowsIn(here))
    pages.push(gifts.slice(at, at + taken))
    at += taken
  }
}

/** The names that were given with these gifts, the latest first. */
function namesOf(gifts: readonly StatementGift[], locale: Locale): string {
  const names = [...new Set(gifts.map((g) => g.donorName).filter((name) => name !== ''))].reverse()
  const shown = names.slice(0, 3).join(locale === 'en' ? ', ' : '、')
  return names.length > 3 ? `${shown} …` : shown
}

function drawHead({ doc, pen, x, width, options }: Page, top: number, year: StatementPaper): number {
  const t = textsIn(options.locale)
  const put = (text: string, y: number, size: number, face: 'regular' | 'bold', color: string, from = x) =>
    pen.draw(
      pen.fit(text, face, { width: width - (from - x), height: size * 1.4, size, least: 6 }),
      { x: from, top: y, width },
      color,
    )
  drawKapok(doc, x + 20, top + 26, 20)
  put(t('acknowledgement.federation'), top, 10.5, 'regular', ink.soft, x + 52)
  put(t('statement.title', { year: year.year }), top + 14, 22, 'bold', ink.ink, x + 52)
  put(t('statement.titleOther', { year: year.year }), top + 44, 9, 'regular', ink.soft, x + 52)
  doc
    .moveTo(x, top + 64)
    .lineTo(x + width, top + 64)
    .lineWidth(1.2)
    .stroke(ink.kapok)
  const marks = [
    ...(year.number === null ? [t('statement.sample')] : []),
    ...(options.demo ? [t('acknowledgement.demo')] : []),
  ]
  const facts = [
    [t('acknowledgement.donor'), namesOf(year.gifts, options.locale) || t('acknowledgement.anonymous')],
    [t('acknowledgement.number'), year.number ?? '—'],
    [t('statement.issuedOn'), formatDay(options.locale, year.issuedOn)],
    [t('statement.period'), t('statement.periodText', { year: year.year })],
  ] as const
  facts.forEach(([label, value], n) => {
    const left = x + (n % 2) * (width / 2)
    const y = top + 72 + Math.floor(n / 2) * 26
    const wide = width / 2 - 14
    pen.draw(
      pen.fit(label, 'regular', { width: wide, height: 10, size: 7.5, least: 6 }),
      { x: left, top: y, width: wide },
      ink.soft,
    )
    pen.draw(
      pen.fit(value, 'bold', { width: wide, height: 15, size: 10.5, least: 5 }),
      { x: left, top: y + 9, width: wide },
      ink.ink,
    )
  })
  if (marks.length > 0) put(marks.join(' · '), top + 126, 9.5, 'bold', ink.amberText)
  return top + headHeight
}

type Align = 'left' | 'right'
interface Column {
  label: string
  /** Share of the page's width. */
  part: number
  align: Align
  /** What stands first, and below it in small. */
  cell: (gift: StatementGift) => [string, string]
}

const channels = ['card', 'wechat_pay', 'alipay', 'bank', 'cash', 'cheque'] as const

function columnsIn(locale: Locale): Column[] {
  const t = textsIn(locale)
  const separator = locale === 'en' ? ', ' : '、'
  return [
    { label: t('statement.day'), part: 0.13, align: 'left', cell: (g) => [formatDay(locale, g.paidOn), ''] },
    {
      label: t('statement.what'),
      part: 0.32,
      align: 'left',
      cell: (g) => [
        inLocale(locale, g.campaign),
        g.shares.map((s) => inLocale(locale, { zh: s.nameZh, en: s.nameEn })).join(separator),
      ],
    },
    {
      label: t('statement.way'),
      part: 0.1,
      align: 'left',
      cell: (g) => [t(`channel.${channels.find((known) => known === String(g.channel)) ?? 'other'}`), ''],
    },
    {
      label: t('statement.papers'),
      part: 0.27,
      align: 'left',
      cell: (g) => [
        g.acknowledgement?.number ?? '—',
        g.ticket
          ? t('statement.ticket', { number: [g.ticket.code, g.ticket.number].filter(Boolean).join(' ') })
          : t('statement.noTicket'),
      ],
    },
    {
      label: t('statement.amount'),
      part: 0.18,
      align: 'right',
      cell: (g) => [
        formatFen(g.amountFen),
        g.refundedFen > 0n ? t('acknowledgement.refundedPart', { amount: formatFen(g.refundedFen) }) : '',
      ],
    },
  ]
}

function drawGifts(
  { doc, pen, x, width, options }: Page,
  top: number,
  gifts: readonly StatementGift[],
): number {
  const columns = columnsIn(options.locale)
  let left = x
  const placed = columns.map((column) => {
    const at = { x: left, width: column.part * width - 6, align: column.align }
    left += column.part * width
    return { ...column, at: column.align === 'right' ? { ...at, width: at.width + 6 } : at }
  })
  for (const { label, at } of placed)
    pen.draw(
      pen.fit(label, 'regular', { width: at.width, height: 11, size: 7.5, least: 5 }),
      { ...at, top: top + 3 },
      ink.soft,
    )
  let y = top + tableHead
  doc
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(0.8)
    .stroke(ink.lead)
  for (const gift of gifts) {
    for (const { cell, at } of placed) {
      const [first, below] = cell(gift)
      const fitted = pen.fit(first, 'regular', { width: at.width, height: 13, size: 9, least: 4.5 })
      pen.draw(fitted, { ...at, top: y + 3 + (13 - fitted.leading) / 2 }, ink.ink)
      if (below === '') continue
      const small = pen.fit(below, 'regular', { width: at.width, height: 10, size: 7, least: 3.5 })
      pen.draw(small, { ...at, top: y + 16 + (10 - small.leading) / 2 }, ink.soft)
    }
    y += rowHeight
    doc.moveTo(x, y).lineTo(x + width, y)
  }
  doc.lineWidth(0.4).stroke(ink.line)
  return y
}

function drawFoot({ doc, pen, x, width, options }: Page, top: number, year: StatementPaper) {
  const { locale } = options
  const t = textsIn(locale)
  doc
    .moveTo(x, top)
    .lineTo(x + width, top)
    .lineWidth(1.2)
    .stroke(ink.kapok)
  const keptFen = year.givenFen - year.refundedFen
  const sums: [string, string, 'regular' | 'bold'][] = [
    [
      t('statement.given', { n: year.gifts.length, count: year.gifts.length }),
      formatFen(year.givenFen),
      'bold',
    ],
    ...(year.refundedFen > 0n
      ? ([
          [t('statement.refunded'), formatFen(-year.refundedFen), 'regular'],
          [t('statement.kept'), formatFen(keptFen), 'bold'],
        ] as [string, string, 'regular' | 'bold'][])
      : []),
    ...(locale === 'zh-CN'
      ? ([[t('statement.capitals'), capitals(keptFen), 'regular']] as [string, string, 'regular'][])
      : []),
    ...(year.feeCoverFen > 0n
      ? ([[t('statement.feeCover'), formatFen(year.feeCoverFen), 'regular']] as [string, string, 'regular'][])
      : []),
  ]
  let y = top + 6
  for (const [label, value, face] of sums) {
    const size = face === 'bold' ? 12 : 9
    const said = pen.fit(label, 'regular', { width: width * 0.45, height: 15, size: 9, least: 5 })
    const worth = pen.fit(value, face, { width: width * 0.54, height: 17, size, least: 5 })
    pen.draw(said, { x, top: y + (16 - said.leading) / 2, width: width * 0.45 }, ink.soft)
    pen.draw(
      worth,
      { x: x + width * 0.45, top: y + (16 - worth.leading) / 2, width: width * 0.55, align: 'right' },
      face === 'bold' ? ink.kapokText : ink.ink,
    )
    y += 16
  }
  const qr = 84
  const seal = 70
  const low = top + footHeight - qr - 22
  const left = year.number === null ? x : x + qr + 12
  const wide = width - (left - x) - seal - 16
  const line = (
    text: string,
    at: number,
    size: number,
    height: number,
    face: 'regular' | 'bold',
    color: string,
  ) =>
    pen.draw(
      pen.fit(text, face, { width: wide, height, size, least: 5 }),
      { x: left, top: at, width: wide },
      color,
    )
  let at = low + 4
  if (year.number !== null) {
    drawQr(doc, { x, y: low, size: qr }, statementUrl(options.publicUrl, locale, year))
    at = line(
      `${t('acknowledgement.scan')} · ${t('acknowledgement.checkCode')}`,
      at,
      8.5,
      12,
      'regular',
      ink.soft,
    )
    at = line(year.code, at, 13, 18, 'bold', ink.ink)
  }
  at = line(t('statement.check'), at + 1, 8, 22, 'regular', ink.soft)
  line(t('statement.notTicket'), at + 2, 8, 33, 'regular', ink.ink)
  drawSeal(
    doc,
    pen,
    { x: x + width - seal - 2, y: low + 4, size: seal },
    t('acknowledgement.seal'),
    year.number ?? 'sample',
  )
}

function drawPageFoot(
  { doc, pen, x, width, options }: Page,
  year: StatementPaper,
  page: number,
  pages: number,
) {
  const t = textsIn(options.locale)
  const text = t('statement.page', { number: year.number ?? t('statement.sample'), page, pages })
  pen.draw(
    pen.fit(text, 'regular', { width, height: 11, size: 7.5, least: 5 }),
    { x, top: doc.page.height - margin - 10, width, align: 'right' },
    ink.soft,
  )
}
