import { capitals } from '~/money/capitals'
import { formatFen } from '~/money/fen'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { openPaper } from '~/platform/paper/open-paper.server'
import { drawLattice, ink } from '~/platform/paper/paper-marks.server'
import { checkUrl } from './acknowledgement'
import type { Acknowledgement } from './find-acknowledgement.server'
import {
  drawPaperHead,
  drawPaperProofs,
  type Page,
  type PaperHead,
  type PaperOptions,
} from './internal/draw-paper.server'
import { textsIn } from './internal/texts.server'

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
  drawPaperHead(page, inner.y + 24, headOf(ack, locale), options)
  drawFacts(page, inner.y + 150, inner.y + inner.height - 228, ack, locale)
  drawProofs(page, inner.y + inner.height - 216, ack, options)
  return close()
}

function headOf({ gift }: Acknowledgement, locale: Locale): PaperHead {
  const t = textsIn(locale)
  const mark = gift.refunded
    ? t('acknowledgement.refunded')
    : gift.refundedFen > 0n
      ? t('acknowledgement.refundedPart', { amount: formatFen(gift.refundedFen) })
      : null
  return {
    title: t('acknowledgement.title'),
    titleOther: t('acknowledgement.titleOther'),
    number: gift.acknowledgement.number,
    day: gift.paidOn,
    mark,
  }
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

function drawProofs(page: Page, top: number, ack: Acknowledgement, options: PaperOptions) {
  const t = textsIn(options.locale)
  const { number, code } = ack.gift.acknowledgement
  const url = checkUrl(options.publicUrl, options.locale, { number, code })
  const { print, below } = drawPaperProofs(page, top, { url, number, code }, options)
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const place =
    ack.leafIndex === null
      ? t('acknowledgement.logPending')
      : t('acknowledgement.logIndex', { index: ack.leafIndex.toString() })
  const ticket = t(ack.ticket ? 'acknowledgement.ticketIs' : 'acknowledgement.notTicket')
  let foot = print(ticket, below, 26, 8.5, ink.ink) + 4
  foot = print(`${place} · ${t('acknowledgement.salt')} ${hex(ack.salt)}`, foot, 12)
  foot = print(`${t('acknowledgement.commitment')} ${hex(ack.commitment)}`, foot, 12)
  print(t('acknowledgement.proof'), foot, 24)
}
