import { type Campaign, textOf } from '~/campaigns/campaign'
import { capitals } from '~/money/capitals'
import { formatFen } from '~/money/fen'
import { formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { openPaper } from '~/platform/paper/open-paper.server'
import { drawLattice, drawQr, drawSeal, ink } from '~/platform/paper/paper-marks.server'
import type { Pen } from '~/platform/paper/paper-text.server'
import { textsIn } from '~/platform/texts.server'
import type { Pledge, PledgeSetting } from './pledge'

export interface PledgeLetter {
  pledge: Pledge
  setting: Pick<PledgeSetting, 'accountName' | 'bankName' | 'accountNumber'>
  campaign: Pick<Campaign, 'zh' | 'en'>
  /** As people read it; empty: left to the federation. */
  designation: string
  /** Of the pledge's own page. */
  url: string
}

interface Page {
  doc: PDFKit.PDFDocument
  pen: Pen
  locale: Locale
  x: number
  width: number
}

/**
 * The letter of pledge (认捐书) as a PDF, one A4 page: unit, amount in figures (and in capitals in Chinese), campaign, what it is
 * for, the account with the reference as large as can be, a place for the unit's stamp, and a QR code to the pledge's own page.
 * It says that it is a promise and no acknowledgement. Same input and same fonts, same bytes.
 */
export async function renderPledgeLetter(
  letter: PledgeLetter,
  { locale, demo }: { locale: Locale; demo: boolean },
): Promise<Buffer> {
  const t = textsIn(locale, 'pledgePapers')
  const { reference, pledgedOn } = letter.pledge
  const { doc, pen, close } = openPaper({
    title: `${t('letter.title')} ${reference}`,
    author: t('letter.federation'),
    locale,
    day: pledgedOn,
  })
  doc.rect(0, 0, doc.page.width, doc.page.height).fill(ink.paper)
  const inner = drawLattice(doc, 22, 19, 27)
  const page: Page = { doc, pen, locale, x: inner.x + 28, width: inner.width - 56 }
  const marks = [demo && t('letter.demo'), letter.pledge.state === 'withdrawn' && t('letter.withdrawn')]
  drawHead(page, inner.y + 24, marks.filter((m) => m !== false).join(' · '))
  const below = drawFacts(page, inner.y + 134, letter, locale)
  drawAccount(page, below + 14, letter)
  drawFoot(page, inner.y + inner.height - 172, letter.url)
  return close()
}

function drawHead({ doc, pen, locale, x, width }: Page, top: number, mark: string) {
  const t = textsIn(locale, 'pledgePapers')
  const put = (text: string, y: number, size: number, face: 'regular' | 'bold', color: string) =>
    pen.draw(
      pen.fit(text, face, { width, height: size * 1.4, size, least: 6 }),
      { x, width, align: 'center', top: y },
      color,
    )
  put(t('letter.federation'), top, 12, 'regular', ink.soft)
  put(t('letter.title'), top + 19, 28, 'bold', ink.ink)
  put(t('letter.titleOther'), top + 59, 10, 'regular', ink.soft)
  if (mark !== '') put(mark, top + 80, 10.5, 'bold', ink.amberText)
  doc
    .moveTo(x, top + 102)
    .lineTo(x + width, top + 102)
    .lineWidth(1.2)
    .stroke(ink.kapok)
}

type Look = { size: number; height?: number; least?: number; face?: 'regular' | 'bold'; color?: string }

/** A label and its value beside it; answers where the next line begins. */
function row({ pen, x, width }: Page, y: number, label: string, value: string, look: Look): number {
  const labelWidth = 104
  const { size, height = size * 1.45, least = 6, face = 'regular', color = ink.ink } = look
  const fitted = pen.fit(value, face, { width: width - labelWidth, height, size, least, leading: 1.3 })
  const shown = pen.fit(label, 'regular', { width: labelWidth - 8, height: 16, size: 10, least: 7 })
  pen.draw(shown, { x, top: y + (fitted.leading - shown.leading) / 2, width: labelWidth }, ink.soft)
  return pen.draw(fitted, { x: x + labelWidth, top: y, width: width - labelWidth }, color)
}

function drawFacts(
  page: Page,
  top: number,
  { pledge, campaign, designation }: PledgeLetter,
  locale: Locale,
): number {
  const t = textsIn(locale, 'pledgePapers')
  const small = { size: 11.5, height: 32 }
  let y = row(page, top, t('letter.unit'), pledge.unitName, { size: 17, height: 48, least: 6, face: 'bold' })
  y = row(page, y + 8, t('letter.amount'), formatFen(pledge.amountFen), {
    ...{ size: 28, least: 12, face: 'bold' },
    color: ink.kapokText,
  })
  if (locale === 'zh-CN') y = row(page, y, '', capitals(pledge.amountFen), { size: 12.5, least: 7 })
  y = row(page, y + 8, t('letter.campaign'), textOf(campaign as Campaign, locale).name, small)
  y = row(page, y + 4, t('letter.designation'), designation || t('letter.federationDecides'), small)
  y = row(page, y + 4, t('letter.date'), formatDay(locale, pledge.pledgedOn), small)
  if (pledge.dueOn) y = row(page, y + 4, t('letter.dueOn'), formatDay(locale, pledge.dueOn), small)
  if (pledge.arrivedFen > 0n) y = row(page, y + 4, t('letter.arrived'), formatFen(pledge.arrivedFen), small)
  return y
}

function drawAccount(page: Page, top: number, { pledge, setting }: PledgeLetter) {
  const { doc, pen, locale, x, width } = page
  const t = textsIn(locale, 'pledgePapers')
  doc.roundedRect(x, top, width, 148, 3).lineWidth(0.8).fillAndStroke(ink.glass, ink.lead)
  const inside: Page = { ...page, x: x + 14, width: width - 28 }
  pen.draw(
    pen.fit(t('letter.account'), 'bold', { width: inside.width, height: 18, size: 12, least: 8 }),
    { x: inside.x, top: top + 10, width: inside.width },
    ink.ink,
  )
  const line = { size: 11.5, height: 17 }
  let y = row(inside, top + 32, t('letter.accountName'), setting.accountName, line)
  y = row(inside, y + 3, t('letter.bankName'), setting.bankName, line)
  y = row(inside, y + 3, t('letter.accountNumber'), setting.accountNumber, line)
  y = row(inside, y + 5, t('letter.remark'), pledge.reference, {
    ...{ size: 20, face: 'bold' },
    color: ink.kapokText,
  })
  pen.draw(
    pen.fit(t('letter.remarkHint'), 'regular', { width: inside.width, height: 14, size: 9, least: 6 }),
    { x: inside.x, top: y + 1, width: inside.width },
    ink.soft,
  )
}

function drawFoot({ doc, pen, locale, x, width }: Page, top: number, url: string) {
  const t = textsIn(locale, 'pledgePapers')
  const qr = 92
  const put = (
    text: string,
    y: number,
    height: number,
    size: number,
    color: string,
    left = x,
    wide = width,
  ) =>
    pen.draw(
      pen.fit(text, 'regular', { width: wide, height, size, least: 5.5, leading: 1.35 }),
      { x: left, top: y, width: wide },
      color,
    )
  put(t('letter.promise'), top - 42, 30, 11, ink.ink)
  doc
    .moveTo(x, top)
    .lineTo(x + width, top)
    .lineWidth(0.6)
    .stroke(ink.line)
  drawQr(doc, { x, y: top + 10, size: qr }, url)
  const left = x + qr + 16
  const wide = width - qr - 16
  const thanked = put(t('letter.thanks'), top + 12, 18, 11, ink.ink, left, wide - 96)
  put(t('letter.scan'), thanked + 3, 28, 9, ink.soft, left, wide - 96)
  put(t('letter.signature'), top + 66, 16, 10.5, ink.ink, left, wide / 2)
  put(t('letter.day'), top + 66 + 18, 16, 10.5, ink.ink, left, wide / 2)
  drawSeal(doc, pen, { x: x + width - 84, y: top + 14, size: 80 }, t('letter.seal'), t('letter.title'))
  put(t('letter.notReceipt'), top + qr + 20, 26, 8.5, ink.soft)
}
