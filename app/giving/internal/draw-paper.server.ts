import type { Day } from '~/platform/dates'
import { formatDay } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { drawQr, drawSeal, ink } from '~/platform/paper/paper-marks.server'
import type { Pen } from '~/platform/paper/paper-text.server'
import { textsIn } from './texts.server'

export interface PaperOptions {
  locale: Locale
  /** Where the site lives, without a slash at the end; the QR code leads there. */
  publicUrl: string
  /** Marks the paper: nothing of value has moved. */
  demo: boolean
}
export interface Page {
  doc: PDFKit.PDFDocument
  pen: Pen
  x: number
  width: number
}
export interface PaperHead {
  title: string
  /** In the other language. */
  titleOther: string
  number: string
  day: Day | null
  /** What has become of it since, or null. */
  mark: string | null
}

/** Who hands the paper out, what it is, its number and day; with what marks it as a demonstration. */
export function drawPaperHead(
  { doc, pen, x, width }: Page,
  top: number,
  head: PaperHead,
  options: PaperOptions,
) {
  const t = textsIn(options.locale)
  const centred = { x, width, align: 'center' as const }
  const put = (text: string, y: number, size: number, face: 'regular' | 'bold', color: string) =>
    pen.draw(
      pen.fit(text, face, { width, height: size * 1.4, size, least: 6 }),
      { ...centred, top: y },
      color,
    )
  put(t('acknowledgement.federation'), top, 12, 'regular', ink.soft)
  put(head.title, top + 19, 28, 'bold', ink.ink)
  put(head.titleOther, top + 59, 10, 'regular', ink.soft)
  const marks = [options.demo ? t('acknowledgement.demo') : null, head.mark].filter((m) => m !== null)
  if (marks.length > 0) {
    const fitted = pen.fit(marks.join(' · '), 'bold', { width: width - 24, height: 18, size: 10.5, least: 7 })
    const wide = pen.widthOf(fitted.lines[0]!, fitted.size) + 28
    doc.roundedRect(x + (width - wide) / 2, top + 79, wide, 20, 3).lineWidth(0.8)
    doc.fillAndStroke(ink.amberTint, ink.amber)
    pen.draw(fitted, { ...centred, top: top + 89 - fitted.leading / 2 }, ink.amberText)
  }
  const small = { width: width / 2, height: 16, size: 10.5, least: 7 }
  const day = head.day ? formatDay(options.locale, head.day) : ''
  pen.draw(
    pen.fit(`${t('acknowledgement.number')} ${head.number}`, 'regular', small),
    { x, top: top + 106, width },
    ink.ink,
  )
  pen.draw(
    pen.fit(`${t('acknowledgement.date')} ${day}`, 'regular', small),
    { x, top: top + 106, width, align: 'right' },
    ink.ink,
  )
  doc
    .moveTo(x, top + 124)
    .lineTo(x + width, top + 124)
    .lineWidth(1.2)
    .stroke(ink.kapok)
}

/**
 * The QR code with how to check the paper by hand, and the seal; answers a printer for the small lines below it, which answers where the
 * next one begins, and where the first does.
 */
export function drawPaperProofs(
  { doc, pen, x, width }: Page,
  top: number,
  paper: { url: string; number: string; code: string },
  options: PaperOptions,
) {
  const t = textsIn(options.locale)
  const qr = 104
  const seal = 92
  doc
    .moveTo(x, top)
    .lineTo(x + width, top)
    .lineWidth(0.6)
    .stroke(ink.line)
  drawQr(doc, { x, y: top + 9, size: qr }, paper.url)
  const left = x + qr + 14
  const wide = width - qr - seal - 34
  const line = (
    text: string,
    y: number,
    size: number,
    height: number,
    face: 'regular' | 'bold',
    color: string,
  ) =>
    pen.draw(
      pen.fit(text, face, { width: wide, height, size, least: 5 }),
      { x: left, top: y, width: wide },
      color,
    )
  let y = line(t('acknowledgement.thanks'), top + 12, 10.5, 30, 'regular', ink.ink)
  y = line(
    `${t('acknowledgement.scan')} · ${t('acknowledgement.checkCode')}`,
    y + 5,
    9,
    13,
    'regular',
    ink.soft,
  )
  y = line(paper.code, y, 15, 21, 'bold', ink.ink)
  const url = `${options.publicUrl}${pathIn(options.locale, '/check')}`.replace(/^https?:\/\//, '')
  line(t('acknowledgement.checkAt', { url }), y + 1, 8.5, 34, 'regular', ink.soft)
  drawSeal(
    doc,
    pen,
    { x: x + width - seal - 4, y: top + 15, size: seal },
    t('acknowledgement.seal'),
    paper.number,
  )
  const print = (text: string, at: number, height: number, size = 7.5, color: string = ink.soft) =>
    pen.draw(
      pen.fit(text, 'regular', { width, height, size, least: 5, leading: 1.4 }),
      { x, top: at, width },
      color,
    )
  return { print, below: top + qr + 17 }
}
