import { capitals } from '~/money/capitals'
import { formatFen } from '~/money/fen'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { openPaper } from '~/platform/paper/open-paper.server'
import { drawLattice, drawQr, drawSeal, ink } from '~/platform/paper/paper-marks.server'
import type { Pen } from '~/platform/paper/paper-text.server'
import { checkUrl } from './acknowledgement'
import type { Acknowledgement } from './find-acknowledgement.server'
import { textsIn } from './internal/texts.server'

export interface PaperOptions {
  locale: Locale
  /** Where the site lives, without a slash at the end; the QR code leads there. */
  publicUrl: string
  /** Marks the paper: nothing of value has moved. */
  demo: boolean
}

/**
 * The donor's own paper as a PDF, one A4 page: number, name as given, amount in figures (and in capitals in Chinese),
 * funds with their shares, seal, QR code to the check page, place in the public log, and the salt that proves whose it is.
 * Text is embedded and selectable, and shrinks before it would overflow. A character that Noto Sans SC lacks is drawn
 * from the system's Noto Sans CJK, else as its code point ([U+20BB7]). Same input and same fonts, same bytes.
 * It says that it is not the finance department's ticket (公益事业捐赠统一票据), which alone counts for tax.
 */
export async function renderAcknowledgement(ack: Acknowledgement, options: PaperOptions): Promise<Buffer> {
  const { gift } = ack
  const { locale } = options
  const t = textsIn(locale)
  const { doc, pen, close } = openPaper({
    title: `${t('acknowledgement.title')} ${gift.acknowledgement.number}`,
    author: t('acknowledgement.federation'),
    locale,
    day: gift.paidOn!,
  })
  doc.rect(0, 0, doc.page.width, doc.page.height).fill(ink.paper)
  const inner = drawLattice(doc, 22, 19, 27)
  const page: Page = { doc, pen, x: inner.x + 28, width: inner.width - 56 }
  drawHead(page, inner.y + 24, ack, options)
  drawFacts(page, inner.y + 150, inner.y + inner.height - 228, ack, locale)
  drawProofs(page, inner.y + inner.height - 216, ack, options)
  return close()
}

interface Page {
  doc: PDFKit.PDFDocument
  pen: Pen
  x: number
  width: number
}

function drawHead({ doc, pen, x, width }: Page, top: number, ack: Acknowledgement, options: PaperOptions) {
  const t = textsIn(options.locale)
  const centred = { x, width, align: 'center' as const }
  const put = (text: string, y: number, size: number, face: 'regular' | 'bold', color: string) =>
    pen.draw(
      pen.fit(text, face, { width, height: size * 1.4, size, least: 6 }),
      { ...centred, top: y },
      color,
    )
  put(t('acknowledgement.federation'), top, 12, 'regular', ink.soft)
  put(t('acknowledgement.title'), top + 19, 28, 'bold', ink.ink)
  put(t('acknowledgement.titleOther'), top + 59, 10, 'regular', ink.soft)
  const mark = ack.gift.refunded
    ? t('acknowledgement.refunded')
    : ack.gift.refundedFen > 0n
      ? t('acknowledgement.refundedPart', { amount: formatFen(ack.gift.refundedFen) })
      : null
  const marks = [options.demo ? t('acknowledgement.demo') : null, mark].filter((m) => m !== null)
  if (marks.length > 0) {
    const fitted = pen.fit(marks.join(' · '), 'bold', { width: width - 24, height: 18, size: 10.5, least: 7 })
    const wide = pen.widthOf(fitted.lines[0]!, fitted.size) + 28
    doc.roundedRect(x + (width - wide) / 2, top + 79, wide, 20, 3).lineWidth(0.8)
    doc.fillAndStroke(ink.amberTint, ink.amber)
    pen.draw(fitted, { ...centred, top: top + 89 - fitted.leading / 2 }, ink.amberText)
  }
  const { number } = ack.gift.acknowledgement
  const small = { width: width / 2, height: 16, size: 10.5, least: 7 }
  const day = ack.gift.paidOn ? formatDay(options.locale, ack.gift.paidOn) : ''
  pen.draw(
    pen.fit(`${t('acknowledgement.number')} ${number}`, 'regular', small),
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

function drawFacts(
  { doc, pen, x, width }: Page,
  top: number,
  bottom: number,
  ack: Acknowledgement,
  locale: Locale,
) {
  const t = textsIn(locale)
  const { gift } = ack
  const labelWidth = locale === 'en' ? 92 : 72
  const wide = width - labelWidth
  const row = (
    y: number,
    label: string,
    value: string,
    box: { height: number; size: number; least: number },
    look: 'regular' | 'bold' = 'regular',
    color: string = ink.ink,
  ) => {
    const fitted = pen.fit(value, look, { width: wide, leading: 1.3, ...box })
    const shown = pen.fit(label, 'regular', { width: labelWidth - 8, height: 16, size: 10, least: 7 })
    // The label sits on the first line of its value, whatever size that has come to.
    pen.draw(shown, { x, top: y + (fitted.leading - shown.leading) / 2, width: labelWidth }, ink.soft)
    return pen.draw(fitted, { x: x + labelWidth, top: y, width: wide }, color)
  }

  // A paper with little on it breathes; one with much of it closes up.
  const air = gift.shares.length <= 4 ? 6 : 0
  let y = row(
    top + 4 + air,
    t('acknowledgement.donor'),
    gift.donorName || t('acknowledgement.anonymous'),
    { height: 46, size: 17, least: 5 },
    'bold',
  )
  y = row(
    y + 4 + air,
    t('acknowledgement.amount'),
    formatFen(gift.amountFen),
    { height: 42, size: 30, least: 14 },
    'bold',
    ink.kapokText,
  )
  if (locale === 'zh-CN') {
    const written = pen.fit(capitals(gift.amountFen), 'regular', {
      width: wide,
      height: 18,
      size: 12.5,
      least: 7,
    })
    y = pen.draw(written, { x: x + labelWidth, top: y - 2, width: wide }, ink.ink)
  }
  const small = { height: 30, size: 11, least: 5.5 }
  y = row(y + 5 + air, t('acknowledgement.campaign'), inLocale(locale, ack.campaign), small)
  if (gift.dedication) y = row(y + 3 + air / 2, t('acknowledgement.dedication'), gift.dedication, small)
  if (ack.ticket) {
    const { code, number, checkCode, issuedOn } = ack.ticket
    const day = formatDay(locale, issuedOn)
    const said = [
      code && t('acknowledgement.ticketCode', { code }),
      t('acknowledgement.ticketNumber', { number }),
      checkCode && t('acknowledgement.ticketCheck', { code: checkCode }),
      t('acknowledgement.ticketDay', { day }),
    ]
    y = row(y + 3 + air / 2, t('acknowledgement.ticket'), said.filter(Boolean).join(' · '), small)
  }
  if (gift.feeCoverFen > 0n) {
    const note = t('acknowledgement.feeCoverNote', { amount: formatFen(gift.feeCoverFen) })
    y = row(y + 3 + air / 2, t('acknowledgement.feeCover'), note, { ...small, height: 16 })
  }

  y += 9 + air
  doc
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(0.6)
    .stroke(ink.line)
  const heading = pen.fit(t('acknowledgement.funds'), 'regular', { width, height: 16, size: 10, least: 7 })
  y = pen.draw(heading, { x, top: y + 6 + air / 2, width }, ink.soft) + 2
  drawShares({ doc, pen, x, width }, y, bottom, ack, locale)
}

/** Funds with what each gets; two columns when one would be too dense, rows as high as the room left allows. */
function drawShares(
  { doc, pen, x, width }: Page,
  top: number,
  bottom: number,
  ack: Acknowledgement,
  locale: Locale,
) {
  const { shares } = ack.gift
  const columns = (bottom - top) / shares.length < 13 ? 2 : 1
  const rows = Math.ceil(shares.length / columns)
  const height = Math.min(28, (bottom - top) / rows)
  const gap = 18
  const wide = (width - gap * (columns - 1)) / columns
  shares.forEach((share, n) => {
    const left = x + Math.floor(n / rows) * (wide + gap)
    const y = top + (n % rows) * height
    const box = { height: height - 2, size: Math.min(12, height * 0.62), least: 3.5, leading: 1.2 }
    const amount = pen.fit(formatFen(share.amountFen), 'regular', { ...box, width: wide * 0.34 })
    const name = inLocale(locale, { zh: share.nameZh, en: share.nameEn })
    const fund = pen.fit(name, 'regular', { ...box, width: wide * 0.66 - 8 })
    const middle = (lines: number, leading: number) => y + (height - lines * leading) / 2
    pen.draw(fund, { x: left, top: middle(fund.lines.length, fund.leading), width: wide }, ink.ink)
    pen.draw(amount, { x: left, top: middle(1, amount.leading), width: wide, align: 'right' }, ink.ink)
    doc.moveTo(left, y + height).lineTo(left + wide, y + height)
  })
  doc.lineWidth(0.4).stroke(ink.line)
}

function drawProofs({ doc, pen, x, width }: Page, top: number, ack: Acknowledgement, options: PaperOptions) {
  const t = textsIn(options.locale)
  const { acknowledgement } = ack.gift
  const qr = 104
  const seal = 92
  doc
    .moveTo(x, top)
    .lineTo(x + width, top)
    .lineWidth(0.6)
    .stroke(ink.line)
  drawQr(doc, { x, y: top + 9, size: qr }, checkUrl(options.publicUrl, options.locale, acknowledgement))
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
  y = line(acknowledgement.code, y, 15, 21, 'bold', ink.ink)
  const url = `${options.publicUrl}${pathIn(options.locale, '/check')}`.replace(/^https?:\/\//, '')
  line(t('acknowledgement.checkAt', { url }), y + 1, 8.5, 34, 'regular', ink.soft)
  drawSeal(
    doc,
    pen,
    { x: x + width - seal - 4, y: top + 15, size: seal },
    t('acknowledgement.seal'),
    acknowledgement.number,
  )

  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const place =
    ack.leafIndex === null
      ? t('acknowledgement.logPending')
      : t('acknowledgement.logIndex', { index: ack.leafIndex.toString() })
  const print = (text: string, at: number, height: number, size = 7.5, color: string = ink.soft) =>
    pen.draw(
      pen.fit(text, 'regular', { width, height, size, least: 5, leading: 1.4 }),
      { x, top: at, width },
      color,
    )
  const ticket = t(ack.ticket ? 'acknowledgement.ticketIs' : 'acknowledgement.notTicket')
  let foot = print(ticket, top + qr + 17, 26, 8.5, ink.ink) + 4
  foot = print(`${place} · ${t('acknowledgement.salt')} ${hex(ack.salt)}`, foot, 12)
  foot = print(`${t('acknowledgement.commitment')} ${hex(ack.commitment)}`, foot, 12)
  print(t('acknowledgement.proof'), foot, 24)
}
