import { capitals } from '~/money/capitals'
import { formatFen } from '~/money/fen'
import { formatCount } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { openPaper } from '~/platform/paper/open-paper.server'
import { drawLattice, ink } from '~/platform/paper/paper-marks.server'
import type { GoodsPaper } from './find-goods-paper.server'
import { goodsCheckUrl } from './goods-paper'
import { drawPaperHead, drawPaperProofs, type Page, type PaperOptions } from './internal/draw-paper.server'
import { textsIn } from './internal/texts.server'

/**
 * The paper about goods as a PDF, one A4 page like the acknowledgement of money: who gave, every thing with how much of it and its worth,
 * seal, QR code to the check page, place in the public log. It says that it is worth and not money, and no ticket for tax.
 */
export async function renderGoodsPaper(paper: GoodsPaper, options: PaperOptions): Promise<Buffer> {
  const { locale } = options
  const t = textsIn(locale)
  const { number, code } = paper
  const { doc, pen, close } = openPaper({
    title: `${t('goodsPaper.title')} ${number}`,
    author: t('acknowledgement.federation'),
    locale,
    day: paper.receivedOn,
  })
  doc.rect(0, 0, doc.page.width, doc.page.height).fill(ink.paper)
  const inner = drawLattice(doc, 22, 19, 27)
  const page: Page = { doc, pen, x: inner.x + 28, width: inner.width - 56 }
  const head = { title: t('goodsPaper.title'), titleOther: t('goodsPaper.titleOther'), number, mark: null }
  drawPaperHead(page, inner.y + 24, { ...head, day: paper.receivedOn }, options)
  drawFacts(page, inner.y + 150, inner.y + inner.height - 228, paper, locale)
  const url = goodsCheckUrl(options.publicUrl, locale, paper)
  const { print, below } = drawPaperProofs(page, inner.y + inner.height - 216, { url, number, code }, options)
  const place =
    paper.leafIndex === null
      ? t('acknowledgement.logPending')
      : t('acknowledgement.logIndex', { index: paper.leafIndex.toString() })
  print(place, print(t('goodsPaper.notTicket'), below, 39, 8.5, ink.ink) + 4, 12)
  return close()
}

function drawFacts(
  { doc, pen, x, width }: Page,
  top: number,
  bottom: number,
  paper: GoodsPaper,
  locale: Locale,
) {
  const t = textsIn(locale)
  const labelWidth = locale === 'en' ? 92 : 72
  const wide = width - labelWidth
  const row = (
    y: number,
    label: string,
    value: string,
    size: number,
    look: 'regular' | 'bold' = 'regular',
  ) => {
    const fitted = pen.fit(value, look, { width: wide, height: size * 2.7, size, least: 5, leading: 1.3 })
    const shown = pen.fit(label, 'regular', { width: labelWidth - 8, height: 16, size: 10, least: 7 })
    // The label sits on the first line of its value, whatever size that has come to.
    pen.draw(shown, { x, top: y + (fitted.leading - shown.leading) / 2, width: labelWidth }, ink.soft)
    return pen.draw(fitted, { x: x + labelWidth, top: y, width: wide }, ink.ink)
  }
  let y = row(
    top + 8,
    t('acknowledgement.donor'),
    paper.donorName || t('acknowledgement.anonymous'),
    17,
    'bold',
  )
  y = row(y + 8, t('goodsPaper.worth'), formatFen(paper.valueFen), 20, 'bold')
  if (locale === 'zh-CN') y = row(y + 1, '', capitals(paper.valueFen), 12)
  y = row(
    y + 6,
    t('goodsPaper.for'),
    [paper.campaign, paper.fund].flatMap((of) => (of ? [inLocale(locale, of)] : [])).join(' · '),
    11,
  )
  y += 12
  doc
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(0.6)
    .stroke(ink.line)
  const heading = pen.fit(t('goodsPaper.things'), 'regular', { width, height: 16, size: 10, least: 7 })
  y = pen.draw(heading, { x, top: y + 8, width }, ink.soft) + 2
  drawThings({ doc, pen, x, width }, y, bottom, paper)
}

/** Every thing in a row: what, how much, what it is worth; rows as high as the room left allows. */
function drawThings({ doc, pen, x, width }: Page, top: number, bottom: number, { lines }: GoodsPaper) {
  const height = Math.min(28, (bottom - top) / lines.length)
  lines.forEach(({ description, quantity, unit, unitValueFen }, n) => {
    const y = top + n * height
    const box = { height: height - 2, size: Math.min(12, height * 0.62), least: 3.5, leading: 1.2 }
    const cells = [
      { text: description, left: 0, part: 0.5, align: 'left' as const },
      { text: `${formatCount(quantity)} ${unit}`, left: 0.5, part: 0.25, align: 'right' as const },
      { text: formatFen(quantity * unitValueFen), left: 0.75, part: 0.25, align: 'right' as const },
    ]
    for (const { text, left, part, align } of cells) {
      const fitted = pen.fit(text, 'regular', { ...box, width: width * part - 8 })
      const middle = y + (height - fitted.lines.length * fitted.leading) / 2
      pen.draw(fitted, { x: x + width * left, top: middle, width: width * part, align }, ink.ink)
    }
    doc.moveTo(x, y + height).lineTo(x + width, y + height)
  })
  doc.lineWidth(0.4).stroke(ink.line)
}
